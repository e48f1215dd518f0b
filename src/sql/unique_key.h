// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::sql {

/// What the server's own text of a unique constraint or index, or of a primary key, says. Columns
/// are named as SQL would write them.
struct UniqueKey {
  std::vector<std::string> columns;        ///< an empty name for an expression
  bool nulls_not_distinct = false;         ///< two NULLs are the same
  bool is_partial = false;                 ///< it has a WHERE
  std::set<std::string> where_tests_null;  ///< IS [NOT] NULL of these columns in its WHERE
  std::set<std::string> where_is_null;     ///< those of them that are NULL in all of its rows
};

/// Of pg_get_constraintdef(): `UNIQUE (a, b)`, `PRIMARY KEY (a)`. Nothing if it is of another kind.
std::optional<UniqueKey> unique_constraint(std::string_view definition);

/// Of what follows USING in pg_get_indexdef(): `btree (a, lower(b)) WHERE c IS NULL`.
std::optional<UniqueKey> unique_index(std::string_view definition);

/// The columns of which a CHECK asks whether they are NULL: `CHECK ((a IS NULL) <> (b IS NULL))`,
/// `CHECK (num_nulls(a, b) = 1)`.
std::set<std::string> columns_tested_for_null(std::string_view check);

/// The columns that an expression names.
std::set<std::string> columns_of_expression(std::string_view expression);

}  // namespace pgstair::sql

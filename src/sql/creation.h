// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"

namespace pgstair::sql {

/// Something that a statement creates unless something of that name is there: IF NOT EXISTS.
struct GuardedCreation {
  enum class Kind { table, column, index, sequence, materialized_view };
  Kind kind = Kind::table;
  Name name;           ///< an index has its table's schema; a column none
  Name table;          ///< of an index or a column
  bool alone = false;  ///< the statement creates nothing else
};

/// The function or procedure of a CREATE OR REPLACE; nothing for any other statement.
std::optional<Name> replaced_function(std::string_view statement);

/// A table that is made after another one, or of another one's rows: LIKE, AS SELECT, SELECT INTO.
struct TableCopy {
  Name table;
  Name source;
};

/// All of a statement; none if it does not parse.
std::vector<TableCopy> table_copies(std::string_view statement);

/// All of a statement; none if it does not parse.
std::vector<GuardedCreation> guarded_creations(std::string_view statement);

}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

/// SQL about rows of a table as it is before a revision, under the alias `r`: which of them violate
/// something that the revision demands (conditions), and what turns a legal row into one that does
/// (assignments, for UPDATE … SET).
namespace pgstair::rows {

/// One table as it was and as it is after the revision.
struct TablePair {
  const seed::Table& before;
  const seed::Table& after;

  /// The columns as they were, if all of them were there.
  std::optional<std::vector<const seed::Column*>> old(const std::vector<int>& numbers) const;
  /// Whether one of them is called otherwise afterwards.
  bool renames(const std::vector<int>& numbers) const;
  /// "user_id, crate_id"
  std::string names(const std::vector<int>& numbers) const;
};

/// r."column"
std::string of_row(const seed::Column& column);

/// The rows for which `inner`, a condition with the names after the revision, holds.
std::string rows_where(const TablePair& pair, const std::string& inner);

/// Rows that have the key of another one, but for the first of them. `session` is in the state
/// after the revision.
std::string rows_that_repeat(postgres::Session& session, const TablePair& pair,
                             const seed::UniqueKey& key);

/// Rows that collide with an earlier one by an exclusion constraint; empty if expressions are
/// compared. `session` is in the state after the revision.
std::string rows_that_collide(postgres::Session& session, const TablePair& pair,
                              const seed::UniqueKey& key);

/// Rows whose `columns` refer to nothing by the key; empty if the parent is new.
std::string rows_without_parent(const seed::Schema& before, const seed::ForeignKey& key,
                                const std::vector<const seed::Column*>& columns);

/// "column" = expression
std::string set(const seed::Column& column, const std::string& expression);

/// The values of the first other row of the table, for all `columns` alike.
std::string set_like_another(const TablePair& pair,
                             const std::vector<const seed::Column*>& columns);

/// The constants of the condition and what lies beside them, for each column that it mentions.
std::vector<std::string> violate_check(const std::string& expression,
                                       const std::vector<const seed::Column*>& columns);

/// Values that a parent will hardly have.
std::vector<std::string> violate_foreign_key(const std::vector<const seed::Column*>& columns);

}  // namespace pgstair::rows

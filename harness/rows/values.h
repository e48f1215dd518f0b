// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// The content of one table at one moment, as text.
struct TableValues {
  std::string table;                 ///< schema.table
  std::vector<std::string> columns;  ///< without those of the key and generated ones
  std::set<std::string> times;       ///< those that hold a date or a time of day
  bool keyed = false;                ///< rows can be recognised: there is a primary key
  std::multimap<std::string, std::vector<std::optional<std::string>>> rows;  ///< by key, as JSON
};

/// Reads the tables that are in `schema`. What lies in partitions is read through their root.
/// Requires: an open transaction, which is as it was afterwards.
std::vector<TableValues> read_values(postgres::Session& session, const seed::Schema& schema);

/// What became of the values of `before` that `after` should have, too; rows that only `after` has
/// do not count. `by_key`: whether the primary key, if there is one, tells which row is which. Rows
/// that cannot be recognised have their columns compared each as a whole. `day`: a time of this day
/// is one that the scripts have just set.
std::vector<walk::ValueChange> compare_values(const TableValues& before, const TableValues& after,
                                              bool by_key, const std::string& day);

/// The content of a table that was called so, if it is among them.
const TableValues* values_of(const std::vector<TableValues>& all, const std::string& table);

}  // namespace pgstair::rows

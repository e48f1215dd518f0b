// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "catalog/snapshot_source.h"
#include "postgres/session.h"

/// The rows that revisions wrote into an empty database: reference rows, settings, tables like
/// enums.
namespace pgstair::squash {

/// What a table holds.
struct TableContent {
  std::vector<std::string> key;      ///< columns of the primary key; empty if there is none
  std::vector<nlohmann::json> rows;  ///< column name → value

  friend bool operator==(const TableContent&, const TableContent&) = default;
};

/// By the table's name, schema-qualified and quoted where needed. Tables without rows, of
/// extensions and of migration tools are left out.
using Content = std::map<std::string, TableContent>;

/// Within the open transaction, or in one of its own.
Content read_content(postgres::Session& session,
                     catalog::InTransaction in_transaction = catalog::InTransaction::no);

/// Columns whose values differ from one application of the same chain to the next: now(), random
/// UUIDs. "*" stands for all of a table whose rows are not even as many.
using Volatile = std::map<std::string, std::set<std::string>>;

Volatile volatile_columns(const Content& one, const Content& other);

/// How the rows of a table differ between two chains.
struct RowDifference {
  std::string table;
  std::vector<std::string> lost;     ///< only the old chain writes them
  std::vector<std::string> added;    ///< only the new one does
  std::vector<std::string> changed;  ///< "id 4: name: \"a\" → \"b\"": both do, by their keys
};

/// In tables that `compared` names, but for the columns that are volatile in either.
std::vector<RowDifference> compare(const Content& old_rows, const Content& new_rows,
                                   const Volatile& left_out, const std::set<std::string>& compared);

}  // namespace pgstair::squash

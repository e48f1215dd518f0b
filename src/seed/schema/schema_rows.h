// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "seed/schema/schema.h"
#include "seed/schema/schema_questions.h"

/// What the queries of queries/ answer, as values.
namespace pgstair::seed {

enum class TypeOwner {
  server,  ///< those that it ships: most of all types, and always the same
  user,
  anybody,
};

/// Adds types to `types`.
void read_types(Questions& questions, TypeOwner owner, std::map<Oid, Type>& types);

/// Which tables are read.
struct TableChoice {
  std::string oids;  ///< an SQL array, or NULL for all
  About about = About::all_tables;
};
TableChoice all_tables();
TableChoice tables_with(const std::vector<Oid>& oids);
/// SQL names; those that no table has are passed over.
TableChoice tables_named(const std::vector<std::string>& sql_names);

/// How much of a table is read.
enum class Depth { all, columns /* and unique keys */ };

/// By schema and name.
std::vector<Table> read_tables(Questions& questions, const TableChoice& which, Depth depth);

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "init/referred_schemas.h"

#include <set>

#include "sql/facts.h"
#include "sql/named_objects.h"

namespace pgstair::init {

namespace {

struct SchemasOfScripts {
  std::set<std::string> named;
  std::set<std::string> made = {"", "public", "pg_catalog", "information_schema", "pg_temp"};

  void read(const std::string& statement) {
    const auto facts = sql::facts(statement);
    for (const auto* names : {&facts.reads, &facts.writes, &facts.alters, &facts.refers}) {
      for (const auto& name : *names) named.insert(name.schema);
    }
    for (const auto& name : facts.creates) made.insert(name.schema);
    const auto created = sql::created_object(statement);
    if (!created) return;
    made.insert(created->kind == "schema" ? created->name.name : created->name.schema);
  }
};

}  // namespace

std::vector<std::string> referred_schemas(const std::vector<chain::Revision>& revisions) {
  SchemasOfScripts schemas;
  for (const auto& revision : revisions) {
    const auto* up = chain::sql_of(revision.up);
    if (up == nullptr) continue;
    for (const auto& statement : up->statements) schemas.read(statement.text);
  }
  std::vector<std::string> found;
  for (const auto& name : schemas.named) {
    if (!schemas.made.contains(name)) found.push_back(name);
  }
  return found;
}

}  // namespace pgstair::init

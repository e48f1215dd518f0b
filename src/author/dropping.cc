// SPDX-License-Identifier: MIT
#include "author/dropping.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <string_view>

#include "support/text.h"

namespace pgstair::author {

namespace {

using catalog::Identity;

/// What stands between DROP and the name; empty for what is not dropped by itself.
std::string keyword_of(const std::string& kind) {
  static const std::map<std::string, std::string, std::less<>> keywords{
      {"schema", "SCHEMA"},
      {"extension", "EXTENSION"},
      {"table", "TABLE"},
      {"foreign table", "FOREIGN TABLE"},
      {"view", "VIEW"},
      {"materialized view", "MATERIALIZED VIEW"},
      {"sequence", "SEQUENCE"},
      {"function", "ROUTINE"},
      {"procedure", "ROUTINE"},
      {"aggregate", "AGGREGATE"},
      {"enum", "TYPE"},
      {"composite type", "TYPE"},
      {"range type", "TYPE"},
      {"domain", "DOMAIN"},
      {"collation", "COLLATION"},
      {"statistics", "STATISTICS"},
      {"event trigger", "EVENT TRIGGER"},
      {"publication", "PUBLICATION"},
      {"foreign server", "SERVER"},
      {"foreign data wrapper", "FOREIGN DATA WRAPPER"},
      {"text search configuration", "TEXT SEARCH CONFIGURATION"},
      {"text search dictionary", "TEXT SEARCH DICTIONARY"},
  };
  const auto found = keywords.find(kind);
  return found == keywords.end() ? "" : found->second;
}

bool makes_foreign_key(const Statement& statement) {
  return statement.object.kind == "constraint" &&
         statement.sql.find("FOREIGN KEY") != std::string::npos;
}

/// Triggers, indexes … of a table.
std::string drop_of_part(const Identity& object) {
  const std::string on = " ON " + object.owner + ";";
  if (object.kind == "trigger") return "DROP TRIGGER " + object.name + on;
  if (object.kind == "policy") return "DROP POLICY " + object.name + on;
  if (object.kind == "rule") return "DROP RULE " + object.name + on;
  if (object.kind == "constraint")
    return "ALTER TABLE " + object.owner + " DROP CONSTRAINT " + object.name + ";";
  if (object.kind == "column")
    return "ALTER TABLE " + object.owner + " DROP COLUMN " + object.name + ";";
  if (object.kind == "index") return "DROP INDEX " + object.schema + "." + object.name + ";";
  return "";
}

std::set<Identity> identities(const catalog::Snapshot& snapshot) {
  std::set<Identity> all;
  for (const auto& object : snapshot.objects()) all.insert(object.identity);
  return all;
}

/// The functions that are made, by their bare names.
std::set<std::string> routines(const std::vector<Statement>& made) {
  std::set<std::string> names;
  for (const auto& [object, sql] : made) {
    if (keyword_of(object.kind) == "ROUTINE")
      names.insert(object.name.substr(0, object.name.find('(')));
  }
  return names;
}

/// Whether what hangs on a table may also hang on something that is dropped before the table.
bool may_hang_on_another(const Statement& statement, const std::set<std::string>& routines) {
  const std::string& kind = statement.object.kind;
  if (kind == "trigger" || kind == "policy" || kind == "rule") return true;
  return std::ranges::any_of(routines,
                             [&](const auto& name) { return has_word(statement.sql, name); });
}

/// Sequences that go with their columns.
std::set<Identity> owned_sequences(const catalog::Snapshot& snapshot) {
  std::set<Identity> owned;
  for (const auto& object : snapshot.objects()) {
    if (object.identity.kind == "sequence" && catalog::attributes(object).contains("owned_by"))
      owned.insert(object.identity);
  }
  return owned;
}

}  // namespace

std::vector<std::string> write_drops(const std::vector<Statement>& made,
                                     const catalog::Snapshot& before,
                                     const catalog::Snapshot& after) {
  std::set<Identity> settled = identities(before);
  std::set<std::string> owners_before;
  for (const auto& object : settled) owners_before.insert(catalog::qualified_name(object));
  settled.merge(owned_sequences(after));

  const std::set<std::string> made_routines = routines(made);
  std::vector<std::string> drops;
  const auto drop = [&](const Identity& object, const std::string& sql) {
    if (!sql.empty() && settled.insert(object).second) drops.push_back(sql);
  };
  for (const auto& statement : made | std::views::reverse) {
    if (makes_foreign_key(statement)) drop(statement.object, drop_of_part(statement.object));
  }
  for (const auto& statement : made | std::views::reverse) {
    const Identity& object = statement.object;
    const std::string keyword = keyword_of(object.kind);
    if (!keyword.empty())
      drop(object, "DROP " + keyword + " " + catalog::qualified_name(object) + ";");
    else if (owners_before.contains(object.owner) || may_hang_on_another(statement, made_routines))
      drop(object, drop_of_part(object));
  }
  return drops;
}

}  // namespace pgstair::author

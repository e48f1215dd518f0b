// SPDX-License-Identifier: MIT
#include "author/ddl/order/body_names.h"

#include <optional>
#include <set>

#include "author/ddl/object/names.h"
#include "sql/named_objects.h"
#include "sql/script.h"
#include "sql/tree.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

const std::vector<std::string> kinds_in_bodies{
    "table",    "view",      "materialized view", "foreign table", "sequence",
    "function", "procedure", "window function",   "aggregate"};

/// "f" of "f(integer)": as words_of() and the parser give names, in lower case.
std::string word_of(const Entry& entry) {
  const std::string& name = entry.identity.name;
  const bool function = name.ends_with(')');
  return lower(unquoted(function ? name.substr(0, name.find('(')) : name));
}

/// What the statements of an SQL function name; nothing if one of them does not parse.
std::optional<std::set<sql::Name>> names_in_sql(const std::string& body) {
  std::set<sql::Name> names;
  for (const auto& statement : sql::split_statements(body, {})) {
    const auto tree = sql::tree_of(statement.text);
    if (!tree) return std::nullopt;
    const auto found = sql::names_in(*tree);
    for (const auto* set : {&found.reads, &found.writes, &found.calls}) {
      names.insert(set->begin(), set->end());
    }
  }
  return names;
}

}  // namespace

BodyReader::BodyReader(const Objects& objects) {
  for (const Entry& entry : objects.all()) {
    if (contains(kinds_in_bodies, entry.identity.kind)) {
      by_name_[word_of(entry)].push_back(&entry);
    }
  }
}

BodyNames BodyReader::names_in(const Entry& function) const {
  BodyNames result;
  const bool has_own_path = function["settings"].find("search_path=") != std::string::npos;
  const auto add = [&](const std::string& word, const std::string& schema) {
    const auto found = by_name_.find(word);
    if (found == by_name_.end()) return;
    bool in_sight = !schema.empty() || has_own_path;
    for (const Entry* entry : found->second) {
      const bool there = schema.empty() || unquoted(entry->identity.schema) == schema;
      if (there && entry != &function) result.objects.push_back(entry);
      in_sight = in_sight || entry->identity.schema == "public";
    }
    if (!in_sight) result.out_of_sight = true;
  };
  const std::string& body = function["body"];
  if (body.starts_with("BEGIN ATOMIC") || body.starts_with("RETURN ")) return result;  // recorded
  if (function["language"] == "sql") {
    if (const auto names = names_in_sql(body)) {
      for (const auto& name : *names) add(lower(name.name), name.schema);
      result.checked = true;
      return result;
    }
  }
  std::set<std::string, std::less<>> words;
  sql::add_names(body, words);
  for (const auto& word : words) add(word, "");
  result.out_of_sight = false;  // words are no names for certain
  result.checked = function["language"] == "sql";
  return result;
}

}  // namespace pgstair::author

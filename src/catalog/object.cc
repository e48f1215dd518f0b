// SPDX-License-Identifier: MIT
#include "catalog/object.h"

#include <nlohmann/json.hpp>
#include <set>

namespace pgstair::catalog {

namespace {

/// Kinds that people name by a path (column public.users.email) rather than "x on y".
const std::set<std::string, std::less<>> kinds_named_by_path{"column", "attribute"};

std::string text_of(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const auto& element : value) text += (text.empty() ? "" : ", ") + text_of(element);
  return text;
}

}  // namespace

std::string to_string(const Identity& identity) {
  if (identity.kind == "database") return "the database";
  std::string text = identity.kind + " ";
  if (identity.kind == "default privileges") return text + identity.name;
  if (identity.owner.empty()) return text + qualified_name(identity);
  if (kinds_named_by_path.contains(identity.kind))
    return text + identity.owner + "." + identity.name;
  return text + identity.name + " on " + identity.owner;
}

std::string qualified_name(const Identity& identity) {
  return identity.schema.empty() ? identity.name : identity.schema + "." + identity.name;
}

Attributes attributes(const Object& object) {
  Attributes result;
  const auto parsed = nlohmann::json::parse(object.json);
  for (const auto& [name, value] : parsed.items()) {
    if (!value.is_null()) result.emplace(name, text_of(value));
  }
  return result;
}

std::vector<std::string> column_order(const Object& object) {
  const auto parsed = nlohmann::json::parse(object.json);
  const auto columns = parsed.find("columns");
  if (columns == parsed.end() || !columns->is_array()) return {};
  return columns->get<std::vector<std::string>>();
}

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#include "checks/made_overloads.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "checks/findings.h"
#include "sql/creation.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

/// An argument that a call gives: "IN amount" or nothing, and "numeric".
struct Argument {
  std::string name;
  std::string type;

  bool operator==(const Argument&) const = default;
};

bool is_function(const catalog::Identity& identity) {
  return identity.kind == "function" || identity.kind == "procedure";
}

std::string without_arguments(const catalog::Identity& function) {
  return function.name.substr(0, function.name.rfind('('));
}

/// The types of `f(integer, text)`.
std::vector<std::string> types_of(const catalog::Identity& function) {
  const std::string list = between(function.name.substr(function.name.rfind('(')), "(", ")");
  std::vector<std::string> types;
  for (const std::string_view type : split(list, ',')) {
    if (!trim(type).empty()) types.emplace_back(trim(type));
  }
  return types;
}

/// Where the type stands as a word at or after `at`: not within the name `texture`.
std::size_t find_type(std::string_view arguments, const std::string& type, std::size_t at) {
  std::size_t found = arguments.find(type, at);
  while (found != std::string_view::npos) {
    const std::size_t end = found + type.size();
    if (end == arguments.size() || arguments[end] == ',' || arguments[end] == ' ') break;
    found = arguments.find(type, end);
  }
  return found;
}

/// The types with the names that stand before them in `arguments`: "amount numeric, note text
/// DEFAULT ''::text". A name that is not found is left empty.
std::vector<Argument> arguments_of(const catalog::Identity& function, std::string_view arguments) {
  std::vector<Argument> result;
  std::size_t at = 0;
  for (const auto& type : types_of(function)) {
    const std::size_t found = find_type(arguments, type, at);
    if (found == std::string_view::npos) {
      result.push_back({"", type});
      continue;
    }
    std::string_view before = arguments.substr(at, found - at);
    before = trim(
        before.substr(before.rfind(',') == std::string_view::npos ? 0 : before.rfind(',') + 1));
    result.push_back({std::string(before), type});
    at = found + type.size();
  }
  return result;
}

/// Whether the elements of `few` are among those of `many`, in the same order.
bool is_within(const std::vector<Argument>& few, const std::vector<Argument>& many) {
  auto at = many.begin();
  for (const auto& argument : few) {
    at = std::find(at, many.end(), argument);
    if (at == many.end()) return false;
    ++at;
  }
  return true;
}

bool have_same_names(const std::vector<Argument>& a, const std::vector<Argument>& b) {
  return std::ranges::equal(a, b, [](const Argument& one, const Argument& other) {
    return !one.name.empty() && one.name == other.name;
  });
}

/// Whether one of them will have been meant to take the other's place.
bool are_versions_of_one(const std::vector<Argument>& a, const std::vector<Argument>& b) {
  return is_within(a, b) || is_within(b, a) || have_same_names(a, b);
}

std::string arguments_text(const catalog::Object& function) {
  const auto attributes = catalog::attributes(function);
  const auto found = attributes.find("arguments");
  return found == attributes.end() ? "" : found->second;
}

/// The function that was there before by the name of the new one, and is as good as the same.
std::optional<catalog::Identity> old_version(const catalog::Change& made,
                                             const walk::RevisionRecord& record) {
  const auto arguments = arguments_of(made.identity, catalog::value_of(made, "arguments"));
  for (const auto& root : record.before.roots()) {
    for (const auto& object : *root.objects) {
      const auto& identity = object.identity;
      if (!is_function(identity) || identity.schema != made.identity.schema ||
          without_arguments(identity) != without_arguments(made.identity))
        continue;
      const bool is_gone =
          std::ranges::any_of(record.up->difference, [&](const catalog::Change& change) {
            return change.identity == identity && change.kind == catalog::ChangeKind::dropped;
          });
      if (!is_gone &&
          are_versions_of_one(arguments, arguments_of(identity, arguments_text(object))))
        return identity;
    }
  }
  return std::nullopt;
}

/// Where the script replaces functions, by name; nothing for a name that it replaces twice.
std::map<std::string, std::optional<Location>> replacements(const chain::SqlScript& script) {
  std::map<std::string, std::optional<Location>> places;
  for (const auto& statement : script.statements) {
    const auto function = sql::replaced_function(statement.text);
    if (!function) continue;
    const auto [place, is_new] =
        places.emplace(sql::quote_identifier(function->name), statement.location);
    if (!is_new) place->second = std::nullopt;
  }
  return places;
}

}  // namespace

std::vector<report::Finding> made_overloads(const walk::RevisionRecord& record) {
  std::vector<report::Finding> findings;
  const auto* script = std::get_if<chain::SqlScript>(&*record.revision->up);
  if (script == nullptr) return findings;
  std::map<std::string, std::optional<Location>> places;
  for (const auto& change : record.up->difference) {
    if (change.kind != catalog::ChangeKind::added || !is_function(change.identity)) continue;
    if (places.empty()) places = replacements(*script);  // asked late: it parses the script
    const auto place = places.find(without_arguments(change.identity));
    if (place == places.end() || !place->second) continue;
    const auto old = old_version(change, record);
    if (!old) continue;
    findings.push_back(finding("or-replace-makes-overload", record.revision->id,
                               "OR REPLACE replaces nothing: " + catalog::to_string(*old) +
                                   " is still there beside " + catalog::to_string(change.identity),
                               *place->second));
    findings.back().object = catalog::to_string(change.identity);
    findings.back().advice =
        "In the same revision: DROP " + old->kind + " " + old->schema + "." + old->name + ";";
  }
  return findings;
}

}  // namespace pgstair::checks

// SPDX-License-Identifier: MIT
#include "catalog/describe.h"

#include <map>
#include <string_view>
#include <vector>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

bool is_long(const std::optional<std::string>& text) {
  return text && (text->size() > 200 || text->find('\n') != std::string::npos);
}

std::string describe(const AttributeChange& change) {
  const std::string name = label_of(change.name);
  if (is_long(change.before) || is_long(change.after)) return name + " changed";
  return name + ": " + value_text(change.name, change.before) + " → " +
         value_text(change.name, change.after);
}

std::string describe_all(const std::vector<AttributeChange>& changes) {
  std::vector<std::string> texts;
  for (const auto& change : changes) texts.push_back(describe(change));
  return join(texts, "; ");
}

}  // namespace

std::string label_of(std::string_view attribute) {
  if (attribute == "local") return "declared here too";  // of what is inherited
  if (attribute == "is_called") return "a number was taken";
  return replace_all(std::string(attribute), "_", " ");
}

std::string value_text(std::string_view attribute, const std::optional<std::string>& value) {
  static const std::map<std::string_view, std::string_view> if_not_set{
      {"privileges", "default"},       {"replica_identity", "default"},
      {"columns_published", "all"},    {"triggers", "enabled"},
      {"target", "default"},           {"tablespace", "that of the database"},
      {"storage", "that of the type"}, {"compression", "default"},
      {"statistics", "default"}};
  // Letters of the catalogs that the syntax has words for.
  static const std::map<std::string_view, std::map<std::string_view, std::string_view>> words{
      {"storage", {{"p", "plain"}, {"e", "external"}, {"m", "main"}, {"x", "extended"}}},
      {"final_modify", {{"r", "read_only"}, {"s", "shareable"}, {"w", "read_write"}}},
      {"moving_final_modify", {{"r", "read_only"}, {"s", "shareable"}, {"w", "read_write"}}}};
  if (!value) {
    const auto known = if_not_set.find(attribute);
    return std::string(known == if_not_set.end() ? "none" : known->second);
  }
  const auto letters = words.find(attribute);
  if (letters == words.end() || !letters->second.contains(*value)) return *value;
  return std::string(letters->second.at(*value));
}

std::string to_string(const Change& change) {
  const std::string object = subject(change) + ": ";
  switch (change.kind) {
    case ChangeKind::added:
      return object + "added";
    case ChangeKind::dropped:
      return object + "dropped";
    case ChangeKind::reordered:
      return object + "columns in another order: " + change.attributes.front().before.value_or("") +
             " → " + change.attributes.front().after.value_or("");
    case ChangeKind::changed:
      break;
  }
  return object + describe_all(change.attributes);
}

namespace {

/// Attributes that an object may have beside what defines it, as a statement calls them.
const std::map<std::string_view, std::string_view> beside_definition{
    {"comment", "comment on"},
    {"privileges", "grant on"},
    {"revoked_privileges", "revoke on"},
    {"security_label", "security label on"},
    {"default", "default of"},
    {"options", "options of"},
    {"statistics", "statistics target of"},
    {"storage", "storage of"},
    {"compression", "compression of"}};

}  // namespace

std::string subject(const Change& change) {
  const std::string object = to_string(change.identity);
  if (change.kind != ChangeKind::added && change.kind != ChangeKind::dropped) return object;
  if (change.identity.kind == "trigger" && !value_of(change, "clone").empty()) {
    const std::string enabled = value_of(change, "enabled");
    return (enabled == "no" ? "disabled" : "\"" + enabled + "\"") + " state of " + object;
  }
  if (change.identity.kind == "default privileges") return object;  // granted or revoked
  std::vector<std::string> words;
  for (const auto& attribute : change.attributes) {
    // Every column has it: that it is not set says nothing of a view's.
    if (attribute.name == "not_null" && value_of(change, attribute.name) == "no") continue;
    const auto known = beside_definition.find(attribute.name);
    if (known == beside_definition.end()) return object;
    words.emplace_back(known->second);
  }
  return words.empty() ? object : join(words, ", ") + " " + object;
}

}  // namespace pgstair::catalog

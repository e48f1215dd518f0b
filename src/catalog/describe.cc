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
  const std::string name = replace_all(change.name, "_", " ");
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

std::string value_text(std::string_view attribute, const std::optional<std::string>& value) {
  if (value) return *value;
  return attribute == "privileges" ? "those that it was made with" : "none";
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
  std::vector<std::string> words;
  for (const auto& attribute : change.attributes) {
    const auto known = beside_definition.find(attribute.name);
    if (known == beside_definition.end()) return object;
    words.emplace_back(known->second);
  }
  return words.empty() ? object : join(words, ", ") + " " + object;
}

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#include "catalog/describe.h"

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
  return name + ": " + change.before.value_or("none") + " → " + change.after.value_or("none");
}

std::string describe_all(const std::vector<AttributeChange>& changes) {
  std::vector<std::string> texts;
  for (const auto& change : changes) texts.push_back(describe(change));
  return join(texts, "; ");
}

}  // namespace

std::string to_string(const Change& change) {
  const std::string object = to_string(change.identity) + ": ";
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

}  // namespace pgstair::catalog

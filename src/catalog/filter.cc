// SPDX-License-Identifier: MIT
#include "catalog/filter.h"

#include <fnmatch.h>

#include <algorithm>
#include <regex>

#include "support/errors.h"

namespace pgstair::catalog {

namespace {

class Pattern {
 public:
  explicit Pattern(const std::string& text) : glob_(text) {
    if (text.size() < 2 || !text.starts_with('/') || !text.ends_with('/')) return;
    glob_.clear();
    try {
      regex_ = std::regex(text.substr(1, text.size() - 2));
    } catch (const std::regex_error& error) {
      throw UsageError("the pattern " + text + " is no regular expression: " + error.what());
    }
  }

  bool matches(const std::string& text) const {
    if (glob_.empty()) return std::regex_search(text, regex_);
    return ::fnmatch(glob_.c_str(), text.c_str(), 0) == 0;
  }

 private:
  std::string glob_;
  std::regex regex_;
};

using Patterns = std::vector<Pattern>;

Patterns patterns_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

bool any_matches(const Patterns& patterns, const std::vector<std::string>& names) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) {
    return std::ranges::any_of(names,
                               [&](const std::string& name) { return pattern.matches(name); });
  });
}

/// The names that a person may have meant: bare and qualified, of the object and of its owner.
std::vector<std::string> names_of(const Identity& identity) {
  std::vector<std::string> names{identity.name};
  if (!identity.schema.empty()) names.push_back(identity.schema + "." + identity.name);
  if (!identity.owner.empty()) {
    names.push_back(identity.owner);
    names.push_back(identity.owner + "." + identity.name);
    names.push_back(identity.owner.substr(identity.owner.find('.') + 1));
  }
  return names;
}

/// Removes where sequences stand from what differs, and sequences that differ in nothing else.
void leave_out_sequence_values(Difference& difference) {
  std::erase_if(difference, [](Change& change) {
    if (change.kind != ChangeKind::changed || change.identity.kind != "sequence") return false;
    std::erase_if(change.attributes, is_sequence_value);
    return change.attributes.empty();
  });
}

}  // namespace

void apply(const Filter& filter, Difference& difference) {
  const Patterns kinds = patterns_of(filter.kinds);
  const Patterns schemas = patterns_of(filter.schemas);
  const Patterns names = patterns_of(filter.names);
  const Patterns ignored = patterns_of(filter.ignored);
  if (!filter.sequence_values) leave_out_sequence_values(difference);
  std::erase_if(difference, [&](const Change& change) {
    const Identity& identity = change.identity;
    const std::string& schema = identity.kind == "schema" ? identity.name : identity.schema;
    return (!kinds.empty() && !any_matches(kinds, {identity.kind})) ||
           (!schemas.empty() && !any_matches(schemas, {schema})) ||
           (!names.empty() && !any_matches(names, names_of(identity))) ||
           any_matches(ignored, names_of(identity));
  });
}

}  // namespace pgstair::catalog

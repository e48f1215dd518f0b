// SPDX-License-Identifier: MIT
#include "verify/left_out.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace pgstair::verify {

namespace {

/// "public.users", "public.users.phone".
std::set<std::string> qualified_names(const std::set<catalog::Identity>& objects) {
  std::set<std::string> names;
  for (const auto& object : objects) {
    const bool is_part = !object.owner.empty();
    names.insert(is_part ? object.owner + "." + object.name : catalog::qualified_name(object));
  }
  return names;
}

/// The type without what makes it an array of it, or gives it a length.
std::string element_of(const std::string& type) { return type.substr(0, type.find_first_of("[(")); }

/// Types that columns have: of columns that are left out, and of others.
struct TypesInUse {
  std::set<std::string> left_out;
  std::set<std::string> others;
};

TypesInUse types_in_use(const catalog::Snapshot& head, const std::set<std::string>& names) {
  TypesInUse types;
  for (const auto& root : head.roots()) {
    for (const auto& object : *root.objects) {
      if (object.identity.kind != "column") continue;
      const bool left_out = names.contains(object.identity.owner) ||
                            names.contains(object.identity.owner + "." + object.identity.name);
      (left_out ? types.left_out : types.others)
          .insert(element_of(catalog::attributes(object)["type"]));
    }
  }
  return types;
}

/// Whether `owned_by` ("public.users.id", "public.users.id (identity)") is of one of them.
bool is_owned_by(const std::string& owned_by, const std::set<std::string>& names) {
  const std::string column = owned_by.substr(0, owned_by.find(" (identity)"));
  return std::ranges::any_of(names, [&](const std::string& name) {
    return column == name || column.starts_with(name + ".");
  });
}

/// The words of a definition that may be names, without what a foreign key refers to.
std::set<std::string> words_of(std::string definition) {
  definition.resize(std::min(definition.size(), definition.find(" REFERENCES ")));
  std::set<std::string> words;
  std::string word;
  for (const char c : definition + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$') {
      word += c;
    } else {
      words.insert(std::exchange(word, {}));
    }
  }
  return words;
}

/// Whether an index or a constraint is about columns that are left out and no others.
bool is_of_their_columns(const catalog::Change& change, const std::set<std::string>& names,
                         const catalog::Snapshot& head) {
  const auto words = words_of(catalog::value_of(change, "definition"));
  bool has_theirs = false;
  for (const auto& root : head.roots()) {
    for (const auto& object : *root.objects) {
      const auto& column = object.identity;
      if (column.kind != "column" || column.owner != change.identity.owner) continue;
      if (!words.contains(column.name)) continue;
      if (!names.contains(column.owner + "." + column.name)) return false;
      has_theirs = true;
    }
  }
  return has_theirs;
}

}  // namespace

std::set<catalog::Identity> with_what_belongs(std::set<catalog::Identity> left_out,
                                              const catalog::Difference& difference,
                                              const catalog::Snapshot& head) {
  if (left_out.empty()) return left_out;
  const auto names = qualified_names(left_out);
  const TypesInUse types = types_in_use(head, names);
  for (const auto& change : difference) {
    if (change.kind != catalog::ChangeKind::added) continue;
    const std::string& kind = change.identity.kind;
    const std::string name = catalog::qualified_name(change.identity);
    const bool is_their_sequence =
        kind == "sequence" && is_owned_by(catalog::value_of(change, "owned_by"), names);
    const bool is_their_type = (kind == "enum" || kind == "domain") &&
                               types.left_out.contains(name) && !types.others.contains(name);
    const bool is_theirs_alone =
        (kind == "index" || kind == "constraint") && is_of_their_columns(change, names, head);
    if (is_their_sequence || is_their_type || is_theirs_alone) left_out.insert(change.identity);
  }
  return left_out;
}

}  // namespace pgstair::verify

// SPDX-License-Identifier: MIT
#include "author/ddl/object/objects.h"

#include <algorithm>
#include <array>
#include <set>

#include "author/ddl/object/layout.h"
#include "catalog/difference.h"
#include "support/contains.h"

namespace pgstair::author {

namespace {

/// The attributes that are expressions or have them, as the server deparses them.
constexpr std::array<std::string_view, 6> expressions{"default", "definition", "generated",
                                                      "using",   "where",      "with_check"};

Entry entry_of(const catalog::Object& object, const catalog::ObjectAddress& root, bool added) {
  Entry entry{.identity = object.identity,
              .attributes = catalog::attributes(object),
              .columns = catalog::column_order(object),
              .root = root,
              .added = added};
  for (auto& [name, value] : entry.attributes) {
    if (contains(expressions, name)) value = without_array_casts(value);
  }
  return entry;
}

/// What others hang on comes before them, and then by name.
bool before_its_parts(const Entry& left, const Entry& right) {
  return std::tuple(left.root, !left.identity.owner.empty(), left.identity) <
         std::tuple(right.root, !right.identity.owner.empty(), right.identity);
}

bool is_table(const Entry& entry) {
  return entry.identity.kind == "table" || entry.identity.kind == "foreign table";
}

bool is_view(const Entry& entry) {
  return entry.identity.kind == "view" || entry.identity.kind == "materialized view";
}

/// The column that "public.users.id (identity)" tells of.
std::string owning_column(std::string owned_by) {
  const std::size_t mark = owned_by.find(" (identity)");
  if (mark != std::string::npos) owned_by.resize(mark);
  return owned_by;
}

}  // namespace

const std::string& Entry::operator[](std::string_view attribute) const {
  static const std::string none;
  const auto found = attributes.find(std::string(attribute));
  return found == attributes.end() ? none : found->second;
}

Objects::Objects(const catalog::Snapshot& before, const catalog::Snapshot& after) {
  std::set<catalog::Identity> known;
  for (const auto& root : before.roots()) {
    for (const auto& object : *root.objects) known.insert(object.identity);
  }
  const auto unreadable = catalog::unreadable_of(before, after);
  for (const auto& root : after.roots()) {
    for (const auto& object : *root.objects) {
      if (unreadable.contains(object.identity.kind)) continue;
      entries_.push_back(entry_of(object, root.key, !known.contains(object.identity)));
    }
  }
  std::ranges::sort(entries_, before_its_parts);
  for (const Entry& entry : entries_) {
    const auto& identity = entry.identity;
    by_identity_.emplace(identity, &entry);
    if (identity.owner.empty()) by_root_.emplace(entry.root, &entry);
    if (is_table(entry) || is_view(entry)) relations_.emplace(entry.name(), &entry);
    by_owner_[{identity.kind, identity.owner}].push_back(&entry);
    if (identity.kind == "sequence" && entry.has("owned_by")) {
      by_owning_column_.emplace(owning_column(entry["owned_by"]), &entry);
    }
  }
}

const Entry* Objects::find(const catalog::Identity& identity) const {
  const auto found = by_identity_.find(identity);
  return found == by_identity_.end() ? nullptr : found->second;
}

const Entry* Objects::find_relation(std::string_view qualified_name) const {
  const auto found = relations_.find(qualified_name);
  return found == relations_.end() ? nullptr : found->second;
}

const Entry* Objects::find_table(std::string_view qualified_name) const {
  const Entry* relation = find_relation(qualified_name);
  return relation != nullptr && is_table(*relation) ? relation : nullptr;
}

const Entry* Objects::find_root(const catalog::ObjectAddress& root) const {
  const auto found = by_root_.find(root);
  return found == by_root_.end() ? nullptr : found->second;
}

std::vector<const Entry*> Objects::parts(std::string_view kind, std::string_view of) const {
  const auto found = by_owner_.find({std::string(kind), std::string(of)});
  return found == by_owner_.end() ? std::vector<const Entry*>{} : found->second;
}

const Entry* Objects::column(const Entry& table, std::string_view name) const {
  return find({"column", table.identity.schema, table.name(), std::string(name)});
}

const Entry* Objects::owned_sequence(const Entry& column) const {
  const auto found = by_owning_column_.find(column.identity.owner + "." + column.identity.name);
  return found == by_owning_column_.end() ? nullptr : found->second;
}

}  // namespace pgstair::author

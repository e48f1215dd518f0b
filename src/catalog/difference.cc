// SPDX-License-Identifier: MIT
#include "catalog/difference.h"

#include <algorithm>
#include <set>

#include "support/text.h"

// Matching is by identity, never by OID: a table that was dropped and made anew is compared by what
// it is. Roots that both snapshots share (the same pointer) are left out before that.

namespace pgstair::catalog {

namespace {

using ObjectPointers = std::vector<const Object*>;

bool by_identity(const Object* left, const Object* right) {
  return left->identity < right->identity;
}

/// Appends the objects of `root`, but for kinds that nothing is known of on one side.
void append(ObjectPointers& pointers, const Snapshot::Root& root,
            const Snapshot::Unreadable& unreadable) {
  for (const auto& object : *root.objects) {
    if (!unreadable.contains(object.identity.kind)) pointers.push_back(&object);
  }
}

/// The objects of either side that are not, pointer for pointer, on the other; ascending by
/// identity.
struct Candidates {
  ObjectPointers before;
  ObjectPointers after;
};

Candidates candidates(const Snapshot& before, const Snapshot& after) {
  const Snapshot::Unreadable unreadable = unreadable_of(before, after);
  Candidates result;
  auto left = before.roots().begin();
  auto right = after.roots().begin();
  while (left != before.roots().end() || right != after.roots().end()) {
    if (right == after.roots().end() || (left != before.roots().end() && left->key < right->key)) {
      append(result.before, *left++, unreadable);
    } else if (left == before.roots().end() || right->key < left->key) {
      append(result.after, *right++, unreadable);
    } else {
      if (left->objects != right->objects) {
        append(result.before, *left, unreadable);
        append(result.after, *right, unreadable);
      }
      ++left;
      ++right;
    }
  }
  std::sort(result.before.begin(), result.before.end(), by_identity);
  std::sort(result.after.begin(), result.after.end(), by_identity);
  return result;
}

std::vector<AttributeChange> attribute_changes(const Attributes& before, const Attributes& after) {
  std::vector<AttributeChange> changes;
  for (const auto& [name, value] : before) {
    const auto found = after.find(name);
    if (found == after.end()) {
      changes.push_back({name, value, std::nullopt});
    } else if (found->second != value) {
      changes.push_back({name, value, found->second});
    }
  }
  for (const auto& [name, value] : after) {
    if (!before.contains(name)) changes.push_back({name, std::nullopt, value});
  }
  std::sort(changes.begin(), changes.end(),
            [](const auto& left, const auto& right) { return left.name < right.name; });
  return changes;
}

/// Without the order of columns, which is compared apart.
Attributes plain_attributes(const Object& object) {
  Attributes result = attributes(object);
  result.erase("columns");
  return result;
}

/// The names of `order` that `other` has too, in their order.
std::vector<std::string> common(const std::vector<std::string>& order,
                                const std::vector<std::string>& other) {
  const std::set<std::string> known(other.begin(), other.end());
  std::vector<std::string> result;
  std::copy_if(order.begin(), order.end(), std::back_inserter(result),
               [&](const std::string& name) { return known.contains(name); });
  return result;
}

void compare(const Object& before, const Object& after, Difference& difference) {
  if (before.json == after.json) return;
  auto changes = attribute_changes(plain_attributes(before), plain_attributes(after));
  if (!changes.empty()) {
    difference.push_back({ChangeKind::changed, before.identity, std::move(changes)});
  }
  const auto columns_before = column_order(before);
  const auto columns_after = column_order(after);
  if (common(columns_before, columns_after) != common(columns_after, columns_before)) {
    difference.push_back({ChangeKind::reordered,
                          before.identity,
                          {{"columns", join(columns_before, ", "), join(columns_after, ", ")}}});
  }
}

Change added(const Object& object) {
  return {ChangeKind::added, object.identity, attribute_changes({}, plain_attributes(object))};
}

Change dropped(const Object& object) {
  return {ChangeKind::dropped, object.identity, attribute_changes(plain_attributes(object), {})};
}

/// Leaves out what an added or dropped owner says already.
void suppress_sub_objects(Difference& difference) {
  std::set<std::pair<ChangeKind, std::string>> owners;
  for (const auto& change : difference) {
    if (change.identity.owner.empty()) owners.emplace(change.kind, qualified_name(change.identity));
  }
  std::erase_if(difference, [&](const Change& change) {
    return !change.identity.owner.empty() && change.kind != ChangeKind::changed &&
           owners.contains({change.kind, change.identity.owner});
  });
}

}  // namespace

Snapshot::Unreadable unreadable_of(const Snapshot& before, const Snapshot& after) {
  Snapshot::Unreadable unreadable = before.unreadable();
  unreadable.insert(after.unreadable().begin(), after.unreadable().end());
  return unreadable;
}

std::string value_of(const Change& change, std::string_view attribute) {
  const auto found = std::ranges::find(change.attributes, attribute, &AttributeChange::name);
  if (found == change.attributes.end()) return {};
  return found->after.value_or(found->before.value_or(""));
}

bool is_sequence_value(const AttributeChange& attribute) {
  return attribute.name == "last_value" || attribute.name == "is_called";
}

bool moves_only_a_sequence(const Change& change) {
  return change.kind == ChangeKind::changed && change.identity.kind == "sequence" &&
         std::ranges::all_of(change.attributes, is_sequence_value);
}

std::string table_of_sequence(const Change& change) {
  if (change.identity.kind != "sequence") return {};
  const std::string column = value_of(change, "owned_by");
  return column.substr(0, column.rfind('.') == std::string::npos ? 0 : column.rfind('.'));
}

void leave_out_sequences_of_tables(Difference& difference) {
  std::set<std::pair<ChangeKind, std::string>> tables;
  for (const auto& change : difference) {
    if (change.identity.kind == "table")
      tables.emplace(change.kind, qualified_name(change.identity));
  }
  std::erase_if(difference, [&](const Change& change) {
    return tables.contains({change.kind, table_of_sequence(change)}) &&
           change.kind != ChangeKind::changed;
  });
}

Difference diff(const Snapshot& before, const Snapshot& after) {
  const Candidates objects = candidates(before, after);
  Difference difference;
  auto left = objects.before.begin();
  auto right = objects.after.begin();
  while (left != objects.before.end() || right != objects.after.end()) {
    if (right == objects.after.end() ||
        (left != objects.before.end() && (*left)->identity < (*right)->identity)) {
      difference.push_back(dropped(**left++));
    } else if (left == objects.before.end() || (*right)->identity < (*left)->identity) {
      difference.push_back(added(**right++));
    } else {
      compare(**left++, **right++, difference);
    }
  }
  suppress_sub_objects(difference);
  return difference;
}

bool equal(const Snapshot& before, const Snapshot& after) {
  const Candidates objects = candidates(before, after);
  const auto same = [](const Object* left, const Object* right) { return *left == *right; };
  return std::equal(objects.before.begin(), objects.before.end(), objects.after.begin(),
                    objects.after.end(), same) ||
         diff(before, after).empty();
}

}  // namespace pgstair::catalog

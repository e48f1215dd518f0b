// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/rows/fresh_key.h"
#include "probe/rows/held_rows.h"
#include "probe/rows/violations.h"
#include "probe/targets/table_targets.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t most_trials = 6;
constexpr std::size_t most_parents = 2;
constexpr std::size_t most_fresh_keys = 3;

/// The key as a condition on a row of the child: a NULL in it satisfies it.
std::string as_condition(const seed::Table& child, const seed::Table& parent,
                         const seed::ForeignKey& key) {
  const std::string name = quote_identifier(child.name);
  std::string condition = joined_by(child, parent, key, parent.own_rows() + " AS pgstair_parent",
                                    name, "pgstair_parent");
  for (const int number : key.columns) {
    condition += " OR " + name + "." + quote_identifier(child.column(number)->name) + " IS NULL";
  }
  return condition;
}

Target child_target(const Specimen& specimen, const Laboratory& laboratory,
                    const seed::ForeignKey& key) {
  Target target = specimen.target("foreign key", key.name);
  target.sqlstates = {"23503"};
  target.constraint = key.name;
  target.validated = key.validated;
  const seed::Table* parent = laboratory.schema().table(key.parent);
  if (parent == nullptr) {
    target.obstacle = "the table that it refers to is not visible";
    return target;
  }
  Sought sought{key.name, as_condition(specimen.table(), *parent, key), key.columns, true};
  for (const auto& other : specimen.table().foreign_keys) {
    const seed::Table* others_parent = laboratory.schema().table(other.parent);
    if (&other == &key || others_parent == nullptr) continue;
    sought.others.push_back({as_condition(specimen.table(), *others_parent, other), other.columns});
  }
  for (const auto& found : find_violations(laboratory, specimen, sought, most_trials)) {
    target.trials.push_back(specimen.trial(specimen.write(found.row, found.changes), key.name,
                                           Step::foreign_keys, found.alone));
  }
  if (target.trials.empty()) target.obstacle = specimen.obstacle();
  return target;
}

/// A target that is tried by a statement on rows of the parent.
Target on_parent(const std::string& kind, const Specimen& specimen, const seed::ForeignKey& key,
                 const seed::Table& parent) {
  Target target = specimen.target(kind, key.name);
  target.sqlstates = {"23503", "23001"};
  target.constraint = key.name;
  target.any_constraint = parent.partitioned;  // a partition's rejection names a copy of the key
  target.may_concern_none = true;
  target.triggers.insert(target.triggers.end(), parent.triggers.begin(), parent.triggers.end());
  if (!parent.triggers.empty()) {
    target.disable_triggers = "ALTER TABLE " + parent.sql_name() + " DISABLE TRIGGER USER";
  }
  return target;
}

std::string drop(const HeldRow::Key& key) {
  return "ALTER TABLE " + key.first->sql_name() + " DROP CONSTRAINT " +
         quote_identifier(key.second->name);
}

/// A trial of the key on a row of the parent, without other keys that object as well.
Trial trial_on_parent(const Specimen& specimen, const seed::ForeignKey& key,
                      const seed::Table& parent, const std::string& statement,
                      const std::vector<HeldRow::Key>& others) {
  std::vector<std::string> drop_others;
  for (const auto& other : others) drop_others.push_back(drop(other));
  const bool may_share = drop_others.empty() && parent.triggers.empty();
  Trial trial = specimen.trial(statement, key.name, Step::foreign_keys, may_share);
  trial.before = join(drop_others, "; ");
  return trial;
}

/// Deleting a row that is referred to: one that few other keys hold, and without those.
Target delete_target(const Specimen& specimen, const Laboratory& laboratory,
                     const seed::ForeignKey& key, const seed::Table& parent) {
  Target target = on_parent("foreign key, of the parent", specimen, key, parent);
  for (const auto& held : laboratory.held_rows.held_by(parent, key, most_parents)) {
    target.trials.push_back(
        trial_on_parent(specimen, key, parent,
                        "DELETE FROM " + parent.sql_name() + " WHERE " + held.place, held.others));
  }
  if (target.trials.empty()) target.obstacle = "no row of the parent is referred to";
  return target;
}

/// Other keys that a change of the parent's column may violate: those that hold the row by it, and
/// those of the parent's own that it takes part in.
std::vector<HeldRow::Key> others_on(const HeldRow& held, const seed::ForeignKey& key,
                                    const seed::Table& parent, int column) {
  std::vector<HeldRow::Key> others;
  for (const auto& other : held.others) {
    if (contains(other.second->parent_columns, column)) others.push_back(other);
  }
  for (const auto& own : parent.foreign_keys) {
    const HeldRow::Key other{&parent, &own};
    if (&own == &key || !contains(own.columns, column)) continue;
    if (std::ranges::find(others, other) == others.end()) others.push_back(other);
  }
  return others;
}

/// Changing the key of a row that is referred to.
Target update_target(const Specimen& specimen, const Laboratory& laboratory,
                     const seed::ForeignKey& key, const seed::Table& parent) {
  Target target = on_parent("foreign key, on update of the parent", specimen, key, parent);
  const auto rows = laboratory.held_rows.held_by(parent, key, most_parents);
  // Of a key to its own table, the columns that refer are not changed with those referred to.
  const bool to_itself = &parent == &specimen.table();
  const auto fresh = fresh_keys(laboratory, parent, key.parent_columns,
                                to_itself ? key.columns : std::vector<int>(), most_fresh_keys);
  for (const auto& [column, value, differs] : fresh) {
    for (const auto& held : rows) {
      const std::string name = quote_identifier(parent.column(column)->name);
      target.trials.push_back(trial_on_parent(specimen, key, parent,
                                              "UPDATE " + parent.sql_name() + " SET " + name +
                                                  " = " + value + " WHERE " + held.place + " AND " +
                                                  differs,
                                              others_on(held, key, parent, column)));
    }
  }
  if (fresh.empty()) target.obstacle = "the key that it refers to cannot be set to anything";
  if (rows.empty()) target.obstacle = "no row of the parent is referred to";
  return target;
}

}  // namespace

std::vector<Target> reference_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& key : specimen.table().foreign_keys) {
    targets.push_back(child_target(specimen, laboratory, key));
    const seed::Table* parent = laboratory.schema().table(key.parent);
    if (parent == nullptr) continue;
    if (key.forbids_delete) targets.push_back(delete_target(specimen, laboratory, key, *parent));
    if (key.forbids_update) targets.push_back(update_target(specimen, laboratory, key, *parent));
  }
  return targets;
}

}  // namespace pgstair::probe

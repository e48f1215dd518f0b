// SPDX-License-Identifier: MIT
#include "probe/held_rows.h"
#include "probe/table_targets.h"
#include "probe/violations.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t most_trials = 6;
constexpr std::size_t most_parents = 2;

/// The key as a condition on a row of the child: a NULL in it satisfies it.
std::string as_condition(const seed::Table& child, const seed::Table& parent,
                         const seed::ForeignKey& key) {
  const std::string name = quote_identifier(child.name);
  std::string condition = joined_by(child, parent, key, own_rows_of(parent) + " AS pgstair_parent",
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

/// Deleting a row that is referred to: one that few other keys hold, and without those.
Target parent_target(const Specimen& specimen, const Laboratory& laboratory,
                     const seed::ForeignKey& key, const seed::Table& parent) {
  Target target = specimen.target("foreign key, of the parent", key.name);
  target.sqlstates = {"23503", "23001"};
  target.constraint = key.name;
  target.may_concern_none = true;
  target.triggers.insert(target.triggers.end(), parent.triggers.begin(), parent.triggers.end());
  if (!parent.triggers.empty()) {
    target.disable_triggers = "ALTER TABLE " + parent.sql_name() + " DISABLE TRIGGER USER";
  }
  for (const auto& held : laboratory.held_rows.held_by(parent, key, most_parents)) {
    std::vector<std::string> drop_others;
    for (const auto& [table, other] : held.others) {
      drop_others.push_back("ALTER TABLE " + table->sql_name() + " DROP CONSTRAINT " +
                            quote_identifier(other->name));
    }
    const bool may_share = drop_others.empty() && parent.triggers.empty();
    target.trials.push_back(
        specimen.trial("DELETE FROM " + parent.sql_name() + " WHERE " + held.place, key.name,
                       Step::foreign_keys, may_share));
    target.trials.back().before = join(drop_others, "; ");
  }
  if (target.trials.empty()) target.obstacle = "no row of the parent is referred to";
  return target;
}

}  // namespace

std::vector<Target> reference_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& key : specimen.table().foreign_keys) {
    targets.push_back(child_target(specimen, laboratory, key));
    const seed::Table* parent = laboratory.schema().table(key.parent);
    if (parent == nullptr || !key.forbids_delete) continue;
    targets.push_back(parent_target(specimen, laboratory, key, *parent));
  }
  return targets;
}

}  // namespace pgstair::probe

// SPDX-License-Identifier: MIT
#include "probe/table_targets.h"
#include "probe/violations.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t most_trials = 6;
constexpr std::size_t most_others = 200;

/// EXISTS (…): whether a row of the child `child` refers to the row `parent` of the parent.
std::string refers(const seed::Table& child_table, const seed::Table& parent_table,
                   const seed::ForeignKey& key, const std::string& searched,
                   const std::string& child, const std::string& parent) {
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    pairs.push_back(child + "." + quote_identifier(child_table.column(key.columns[i])->name) +
                    " = " + parent + "." +
                    quote_identifier(parent_table.column(key.parent_columns[i])->name));
  }
  if (&child_table == &parent_table && child == "c") {
    pairs.push_back(child + ".ctid <> " + parent + ".ctid");  // a row does not hold itself
  }
  return "EXISTS (SELECT FROM " + searched + " WHERE " + join(pairs, " AND ") + ")";
}

/// The key as a condition on a row of the child: a NULL in it satisfies it.
std::string as_condition(const seed::Table& child, const seed::Table& parent,
                         const seed::ForeignKey& key) {
  const std::string name = quote_identifier(child.name);
  std::string condition =
      refers(child, parent, key, parent.sql_name() + " AS pgstair_parent", name, "pgstair_parent");
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
  const Sought sought{key.name, as_condition(specimen.table(), *parent, key), key.columns, true};
  for (const auto& found : find_violations(laboratory, specimen, sought, most_trials)) {
    target.trials.push_back(
        {specimen.write(found.row, found.changes), specimen.drop_constraint(key.name), ""});
  }
  if (target.trials.empty()) target.obstacle = specimen.obstacle();
  return target;
}

/// Deleting a row that is referred to; first one that no other key holds.
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
  std::string others;
  std::vector<std::string> drop_others;
  for (const auto& table : laboratory.schema().tables) {
    for (const auto& other : table.foreign_keys) {
      if (other.parent != key.parent || other.oid == key.oid) continue;
      others += " AND NOT " + refers(table, parent, other, table.sql_name() + " c", "c", "p");
      drop_others.push_back("ALTER TABLE " + table.sql_name() + " DROP CONSTRAINT " +
                            quote_identifier(other.name));
    }
  }
  const std::string referred =
      refers(specimen.table(), parent, key, specimen.table().sql_name() + " c", "c", "p");
  const auto deletion = [&](const std::string& condition) {
    return "DELETE FROM " + parent.sql_name() +
           " p WHERE (p.tableoid, p.ctid) = (SELECT p.tableoid, p.ctid FROM " + parent.sql_name() +
           " p WHERE " + referred + condition + " LIMIT 1)";
  };
  const std::string drop = specimen.drop_constraint(key.name);
  target.trials.push_back({deletion(others), drop, ""});
  if (!others.empty()) target.trials.push_back({deletion(""), drop, ""});
  // Every parent may have children of all kinds; then the other kinds are let go.
  if (!drop_others.empty() && drop_others.size() <= most_others) {
    target.trials.push_back({deletion(""), drop, join(drop_others, "; ")});
  }
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

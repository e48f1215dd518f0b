// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/constraints/table_probes.h"
#include "probe/rows/referenced_rows.h"
#include "probe/rows/unused_key.h"
#include "probe/rows/violations.h"
#include "seed/schema/key_condition.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t most_parents = 2;
constexpr std::size_t most_unused_keys = 3;

/// The key as a condition on a row of the child: a NULL in it satisfies it.
std::string as_condition(const seed::Table& child, const seed::Table& parent,
                         const seed::ForeignKey& key) {
  const std::string name = quote_identifier(child.name);
  std::string condition = "EXISTS (SELECT FROM " + parent.own_rows() + " AS pgstair_parent WHERE " +
                          seed::refers_to({child, name}, {parent, "pgstair_parent"}, key) + ")";
  for (const int number : key.columns) {
    condition += " OR " + name + "." + quote_identifier(child.column(number)->name) + " IS NULL";
  }
  return condition;
}

ConstraintProbe child_probe(const RowTemplates& templates, const ProbeContext& context,
                            const seed::ForeignKey& key) {
  ConstraintProbe probe = templates.probe("foreign key", key.name);
  probe.sqlstates = {"23503"};
  probe.constraint = key.name;
  probe.validated = key.validated;
  const seed::Table* parent = context.schema().table(key.parent);
  if (parent == nullptr) {
    probe.obstacle = "the table that it refers to is not visible";
    return probe;
  }
  Goal goal{key.name, as_condition(templates.table(), *parent, key), key.columns, true};
  for (const auto& other : templates.table().foreign_keys) {
    const seed::Table* others_parent = context.schema().table(other.parent);
    if (&other == &key || others_parent == nullptr) continue;
    goal.others.push_back({as_condition(templates.table(), *others_parent, other), other.columns});
  }
  for (const auto& found : find_violations(context, templates, goal, most_attempts)) {
    probe.attempts.push_back(templates.attempt(templates.write(found.row, found.changes), key.name,
                                               DropStep::foreign_keys, found.alone));
  }
  if (probe.attempts.empty()) probe.obstacle = templates.obstacle();
  return probe;
}

/// A probe that is tried by a statement on rows of the parent.
ConstraintProbe on_parent(const std::string& kind, const RowTemplates& templates,
                          const seed::ForeignKey& key, const seed::Table& parent) {
  ConstraintProbe probe = templates.probe(kind, key.name);
  probe.sqlstates = {"23503", "23001"};
  probe.constraint = key.name;
  probe.any_constraint = parent.partitioned;  // a partition's rejection names a copy of the key
  probe.may_concern_none = true;
  probe.triggers.insert(probe.triggers.end(), parent.triggers.begin(), parent.triggers.end());
  if (!parent.triggers.empty()) {
    probe.disable_triggers = "ALTER TABLE " + parent.sql_name() + " DISABLE TRIGGER USER";
  }
  return probe;
}

std::string drop(const ReferencedRow::Key& key) {
  return "ALTER TABLE " + key.first->sql_name() + " DROP CONSTRAINT " +
         quote_identifier(key.second->name);
}

/// An attempt of the key on a row of the parent, without other keys that object as well.
Attempt attempt_on_parent(const RowTemplates& templates, const seed::ForeignKey& key,
                          const seed::Table& parent, const std::string& statement,
                          const std::vector<ReferencedRow::Key>& others) {
  std::vector<std::string> drop_others;
  for (const auto& other : others) drop_others.push_back(drop(other));
  const bool in_group = drop_others.empty() && parent.triggers.empty();
  Attempt attempt = templates.attempt(statement, key.name, DropStep::foreign_keys, in_group);
  attempt.before = join(drop_others, "; ");
  return attempt;
}

/// Deleting a row that is referred to: one that few other keys hold, and without those.
ConstraintProbe delete_probe(const RowTemplates& templates, const ProbeContext& context,
                             const seed::ForeignKey& key, const seed::Table& parent) {
  ConstraintProbe probe = on_parent("foreign key, of the parent", templates, key, parent);
  for (const auto& referenced : context.referenced_rows.referenced_by(parent, key, most_parents)) {
    probe.attempts.push_back(attempt_on_parent(
        templates, key, parent, "DELETE FROM " + parent.sql_name() + " WHERE " + referenced.place,
        referenced.others));
  }
  if (probe.attempts.empty()) probe.obstacle = "no row of the parent is referred to";
  return probe;
}

/// Other keys that a change of the parent's column may violate: those that hold the row by it, and
/// those of the parent's own that it takes part in.
std::vector<ReferencedRow::Key> others_on(const ReferencedRow& referenced,
                                          const seed::ForeignKey& key, const seed::Table& parent,
                                          int column) {
  std::vector<ReferencedRow::Key> others;
  for (const auto& other : referenced.others) {
    if (contains(other.second->parent_columns, column)) others.push_back(other);
  }
  for (const auto& own : parent.foreign_keys) {
    const ReferencedRow::Key other{&parent, &own};
    if (&own == &key || !contains(own.columns, column)) continue;
    if (!contains(others, other)) others.push_back(other);
  }
  return others;
}

/// Changing the key of a row that is referred to.
ConstraintProbe update_probe(const RowTemplates& templates, const ProbeContext& context,
                             const seed::ForeignKey& key, const seed::Table& parent) {
  ConstraintProbe probe = on_parent("foreign key, on update of the parent", templates, key, parent);
  const auto rows = context.referenced_rows.referenced_by(parent, key, most_parents);
  // Of a key to its own table, the columns that refer are not changed with those referred to.
  const bool to_itself = &parent == &templates.table();
  const auto unused = unused_keys(context, parent, key.parent_columns,
                                  to_itself ? key.columns : std::vector<int>(), most_unused_keys);
  for (const auto& [column, value, differs] : unused) {
    for (const auto& referenced : rows) {
      const std::string name = quote_identifier(parent.column(column)->name);
      probe.attempts.push_back(attempt_on_parent(templates, key, parent,
                                                 "UPDATE " + parent.sql_name() + " SET " + name +
                                                     " = " + value + " WHERE " + referenced.place +
                                                     " AND " + differs,
                                                 others_on(referenced, key, parent, column)));
    }
  }
  if (unused.empty()) probe.obstacle = "the key that it refers to cannot be set to anything";
  if (rows.empty()) probe.obstacle = "no row of the parent is referred to";
  return probe;
}

}  // namespace

std::vector<ConstraintProbe> foreign_key_probes(const RowTemplates& templates,
                                                const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& key : templates.table().foreign_keys) {
    probes.push_back(child_probe(templates, context, key));
    const seed::Table* parent = context.schema().table(key.parent);
    if (parent == nullptr) continue;
    if (key.forbids_delete) probes.push_back(delete_probe(templates, context, key, *parent));
    if (key.forbids_update) probes.push_back(update_probe(templates, context, key, *parent));
  }
  return probes;
}

}  // namespace pgstair::probe

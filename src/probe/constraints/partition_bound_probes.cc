// SPDX-License-Identifier: MIT

#include "probe/constraints/table_probes.h"
#include "probe/rows/violations.h"

namespace pgstair::probe {

namespace {

struct Leaf {
  std::string sql_name;
  std::string display_name;
  std::string parent;     ///< the partitioned table right above it
  std::string condition;  ///< what its bounds accept, as a condition on the table's columns
};

/// Without the DEFAULT partitions: a row that one refuses is another one's, never nobody's.
std::vector<Leaf> leaves_of(postgres::Session& session, const seed::Table& table) {
  session.execute("SAVEPOINT pgstair_partitions; SET LOCAL search_path = pg_catalog, pg_temp");
  const auto rows = session.execute(
      "SELECT leaf.relid::regclass, replace(leaf.relid::regclass::text, '\"', ''), "
      "leaf.parentrelid::regclass, pg_get_partition_constraintdef(leaf.relid) "
      "FROM pg_partition_tree(" +
      std::to_string(table.oid) +
      ") leaf "
      "JOIN pg_class c ON c.oid = leaf.relid "
      "WHERE leaf.isleaf AND leaf.level > 0 AND c.relkind = 'r' "
      "AND c.relname NOT LIKE 'pgstair\\_partition\\_%' "
      "AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' ORDER BY leaf.relid::regclass::text "
      "COLLATE \"C\"");
  session.execute("ROLLBACK TO SAVEPOINT pgstair_partitions; RELEASE SAVEPOINT pgstair_partitions");
  std::vector<Leaf> leaves;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    leaves.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), rows.text(row, 3)});
  }
  return leaves;
}

}  // namespace

/// A row that belongs elsewhere is put into the partition itself.
std::vector<ConstraintProbe> partition_bound_probes(const RowTemplates& templates,
                                                    const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  const seed::Table& table = templates.table();
  if (!table.partitioned || table.partition_root != 0) return probes;
  std::vector<std::string> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  for (const auto& leaf : leaves_of(context.session, table)) {
    ConstraintProbe probe = templates.probe("partition bounds", leaf.display_name);
    probe.sqlstates = {"23514"};
    const std::string detach = "ALTER TABLE " + leaf.parent + " DETACH PARTITION " + leaf.sql_name;
    const Goal goal{leaf.display_name, "(" + leaf.condition + ")", table.partition_columns};
    for (const auto& found : find_violations(context, templates, goal, most_attempts)) {
      probe.attempts.push_back(
          {templates.write_into(leaf.sql_name, found.row, found.changes, names), detach, ""});
    }
    if (probe.attempts.empty()) probe.obstacle = templates.obstacle();
    probes.push_back(std::move(probe));
  }
  return probes;
}

}  // namespace pgstair::probe

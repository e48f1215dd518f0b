// SPDX-License-Identifier: MIT
#include "walk/row_statistics.h"

#include <algorithm>

#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

/// An older server reports its statistics too late to be of use.
constexpr int reports_in_time_since = 150000;

constexpr const char* are_complete = R"(
SELECT pg_catalog.pg_stat_clear_snapshot()::pg_catalog.text OPERATOR(pg_catalog.=) ''
       AND pg_catalog.current_setting('track_counts')::pg_catalog.bool
       AND pg_catalog.pg_stat_get_db_numbackends(oid) OPERATOR(pg_catalog.=) 1
  FROM pg_catalog.pg_database WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database())";

constexpr const char* counts_of_tables = R"(
SELECT c.oid, n.nspname, c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname),
       pg_catalog.pg_stat_get_tuples_inserted(c.oid)
         OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
         OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_tuples_updated(c.oid)
         OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
         OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_tuples_deleted(c.oid)
         OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
 WHERE c.relkind OPERATOR(pg_catalog.=) 'r'
   AND c.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
   AND c.relpersistence OPERATOR(pg_catalog.<>) 't'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                    WHERE e.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                      AND e.objid OPERATOR(pg_catalog.=) c.oid
                      AND e.deptype OPERATOR(pg_catalog.=) 'e'))";

}  // namespace

RowStatistics read_row_statistics(postgres::Session& session) {
  if (session.server_version() < reports_in_time_since) return {};
  if (session.execute(are_complete).text(0, 0) != "t") return {};
  RowStatistics statistics;
  auto& counts = statistics.counts.emplace();
  const auto rows = session.execute(counts_of_tables);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const catalog::Identity table{
        .kind = "table", .schema = rows.text(i, 1), .owner = "", .name = rows.text(i, 2)};
    if (is_version_table(table)) continue;
    counts[rows.text(i, 0)] = {rows.text(i, 3), std::stoull(rows.text(i, 4))};
  }
  return statistics;
}

std::optional<std::vector<std::string>> written_between(const RowStatistics& before,
                                                        const RowStatistics& after) {
  if (!before.counts || !after.counts) return std::nullopt;
  std::vector<std::string> written;
  for (const auto& [oid, count] : *before.counts) {
    const auto later = after.counts->find(oid);
    if (later != after.counts->end() && later->second.rows > count.rows)
      written.push_back(count.table);
  }
  std::ranges::sort(written);
  return written;
}

}  // namespace pgstair::walk

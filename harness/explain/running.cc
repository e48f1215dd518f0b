// SPDX-License-Identifier: MIT
#include "explain/running.h"

namespace pgstair::explain {

namespace {

constexpr const char* indexes_being_built = R"(
SELECT coalesce('the index ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname), 'an index')
       || ' is being built by process ' || p.pid
  FROM pg_catalog.pg_stat_progress_create_index p
  LEFT JOIN pg_catalog.pg_class c ON c.oid = p.index_relid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE p.datid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
 ORDER BY p.pid)";

/// The locks of ALTER TABLE, CREATE INDEX, CREATE TRIGGER. Tables that such a transaction has just
/// made are not to be seen by name.
constexpr const char* transactions_that_change_the_schema = R"(
SELECT 'process ' || l.pid || ' holds a lock on '
       || coalesce(min(quote_ident(n.nspname) || '.' || quote_ident(c.relname)), 'a new table')
       || ', as a migration does'
  FROM pg_catalog.pg_locks l
  LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid() AND l.relation >= 16384
   AND l.mode IN ('AccessExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
 GROUP BY l.pid ORDER BY l.pid)";

}  // namespace

std::vector<std::string> find_running(postgres::Session& session) {
  std::vector<std::string> running;
  for (const char* query : {indexes_being_built, transactions_that_change_the_schema}) {
    const auto rows = session.execute(query);
    for (std::size_t row = 0; row < rows.size(); ++row) running.push_back(rows.text(row, 0));
  }
  return running;
}

}  // namespace pgstair::explain

// SPDX-License-Identifier: MIT
#include "seed/load/fast/indexes_at_once.h"

#include <algorithm>

#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

/// Whether the role may, and nothing of the user's runs for a new row: a trigger, or a function in
/// a condition or a generated column, in a language in which it could read the table.
std::string may_postpone(const std::string& oid) {
  return "SELECT current_setting('is_superuser') = 'on' "
         "AND EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = " +
         oid +
         ") AND NOT EXISTS (SELECT FROM pg_catalog.pg_event_trigger e WHERE e.evtenabled <> 'D') "
         "AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = " +
         oid +
         " AND t.tgenabled <> 'D' AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c "
         "WHERE c.oid = t.tgconstraint AND c.contype = 'f')) "
         "AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d "
         "JOIN pg_catalog.pg_proc p ON p.oid = d.refobjid "
         "JOIN pg_catalog.pg_language l ON l.oid = p.prolang "
         "WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass "
         "AND l.lanname NOT IN ('internal', 'c') "
         "AND (d.classid = 'pg_catalog.pg_constraint'::regclass AND d.objid IN "
         "(SELECT c.oid FROM pg_catalog.pg_constraint c WHERE c.conrelid = " +
         oid +
         " OR c.contypid <> 0) OR d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid IN "
         "(SELECT a.oid FROM pg_catalog.pg_attrdef a WHERE a.adrelid = " +
         oid + ")))";
}

/// Whether the table is ours until the transaction ends: nobody uses it, and it has no row.
bool take_alone(postgres::Session& session, const Table& table) {
  session.execute("SAVEPOINT pgstair_alone");
  const auto locked = session.try_execute("LOCK TABLE ONLY " + table.sql_name() +
                                          " IN ACCESS EXCLUSIVE MODE NOWAIT");
  const bool alone =
      postgres::failure(locked) == nullptr &&
      session.execute("SELECT EXISTS (SELECT FROM ONLY " + table.sql_name() + ")").text(0, 0) ==
          "f";
  session.execute(alone ? "RELEASE SAVEPOINT pgstair_alone"
                        : "ROLLBACK TO SAVEPOINT pgstair_alone; RELEASE SAVEPOINT pgstair_alone");
  return alone;
}

}  // namespace

std::vector<std::string> postpone_indexes(postgres::Session& session, const Table& table) {
  const std::string oid = std::to_string(table.oid);
  std::vector<std::string> indexes;
  if (table.partitioned || table.has_insert_rule ||
      session.execute(may_postpone(oid)).text(0, 0) != "t" || !take_alone(session, table)) {
    return indexes;
  }
  // One that a failed CREATE INDEX CONCURRENTLY has left behind stays what it is.
  const auto rows = session.execute(
      "UPDATE pg_catalog.pg_index i SET indisready = false, indisvalid = false "
      "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE c.oid = i.indexrelid AND i.indrelid = " +
      oid +
      " AND i.indisready AND i.indisvalid AND i.indislive "
      "RETURNING pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)");
  for (std::size_t row = 0; row < rows.size(); ++row) indexes.push_back(rows.text(row, 0));
  std::ranges::sort(indexes);
  return indexes;
}

bool build_indexes(postgres::Session& session, const std::vector<std::string>& indexes) {
  for (const auto& index : indexes) {
    if (postgres::failure(session.try_execute("REINDEX INDEX " + index)) != nullptr) return false;
  }
  if (indexes.empty()) return true;
  std::vector<std::string> oids;
  for (const auto& index : indexes) oids.push_back(sql::quote_literal(index) + "::regclass");
  const auto rows = session.execute(
      "SELECT bool_and(i.indisready AND i.indisvalid) FROM pg_catalog.pg_index i "
      "WHERE i.indexrelid IN (" +
      join(oids, ", ") + ")");
  ensure(rows.text(0, 0) == "t", "REINDEX has built an index and not marked it as valid");
  return true;
}

}  // namespace pgstair::seed

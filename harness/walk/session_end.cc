// SPDX-License-Identifier: MIT
#include "walk/session_end.h"

#include "sql/facts.h"
#include "sql/script.h"

namespace pgstair::walk {

const std::string_view objects_left =
    R"(SELECT 'temporary object', c.relname::text COLLATE "C", '', 1 FROM pg_catalog.pg_class c
WHERE pg_catalog.pg_my_temp_schema() <> 0 AND c.relnamespace = pg_catalog.pg_my_temp_schema()
  AND c.relkind IN ('r', 'v', 'S', 'm', 'p', 'f')
UNION ALL
SELECT 'temporary object', p.proname::text COLLATE "C", '', 1 FROM pg_catalog.pg_proc p
WHERE pg_catalog.pg_my_temp_schema() <> 0 AND p.pronamespace = pg_catalog.pg_my_temp_schema()
UNION ALL
SELECT 'advisory lock', (CASE WHEN l.objsubid = 1
                              THEN ((l.classid::bigint << 32) | l.objid::bigint)::text
                              ELSE l.classid::text || ', ' || l.objid::text END) COLLATE "C", '', 2
FROM pg_catalog.pg_locks l
WHERE l.locktype = 'advisory' AND l.pid = pg_catalog.pg_backend_pid() ORDER BY 4, 2)";

const std::string_view settings_left = R"(
SELECT 'setting', name, setting FROM pg_catalog.pg_settings
WHERE source = 'session' AND name NOT IN ('role', 'session_authorization', 'transaction_isolation',
                                          'transaction_read_only', 'transaction_deferrable')
ORDER BY name)";

const std::string_view prepared_left =
    R"(SELECT name FROM pg_catalog.pg_prepared_statements WHERE name NOT LIKE 'pgstair\_%')";

PossibleTraces possible_traces(const chain::SqlScript& script) {
  PossibleTraces traces;
  for (const sql::Statement& statement : script.statements) {
    const sql::Facts facts = sql::facts(statement.text);
    traces.settings |= facts.may_change_session;
    traces.prepared |=
        facts.kind == sql::StatementKind::prepare || facts.runs_code || facts.may_write_rows;
  }
  return traces;
}

std::vector<std::string> leak_queries(const PossibleTraces& traces, const std::string& login_role,
                                      bool prepared) {
  // The role first, and then without it: a lesser one might not see the rest.
  std::vector<std::string> queries{"SELECT 'role', current_user::text, '' WHERE current_user <> " +
                                       sql::quote_literal(login_role),
                                   "SET SESSION AUTHORIZATION DEFAULT"};
  // Planning pg_locks takes longer than reading it.
  if (!prepared) queries.push_back("PREPARE pgstair_session_leaks AS " + std::string(objects_left));
  queries.emplace_back("EXECUTE pgstair_session_leaks");
  if (traces.settings) queries.emplace_back(settings_left);
  return queries;
}

std::vector<std::string> reset_statements() {
  return {"SET SESSION AUTHORIZATION DEFAULT",
          "RESET ALL",
          "CLOSE ALL",
          "UNLISTEN *",
          "DISCARD TEMP",
          "DISCARD SEQUENCES",
          "SELECT pg_catalog.pg_advisory_unlock_all()"};
}

SessionLeak::Kind leak_kind(std::string_view name) {
  using Kind = SessionLeak::Kind;
  return name == "role"               ? Kind::role
         : name == "temporary object" ? Kind::temporary_object
         : name == "advisory lock"    ? Kind::advisory_lock
                                      : Kind::setting;
}

}  // namespace pgstair::walk

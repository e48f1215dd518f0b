// SPDX-License-Identifier: MIT
#include "walk/session_end.h"

#include "sql/facts.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::walk {

const std::string_view temporary_objects_left = R"(
SELECT 'temporary object', c.relname::text COLLATE "C", '' FROM pg_catalog.pg_class c
WHERE pg_catalog.pg_my_temp_schema() <> 0 AND c.relnamespace = pg_catalog.pg_my_temp_schema()
  AND c.relkind IN ('r', 'v', 'S', 'm', 'p', 'f')
UNION ALL
SELECT 'temporary object', p.proname::text COLLATE "C", '' FROM pg_catalog.pg_proc p
WHERE pg_catalog.pg_my_temp_schema() <> 0 AND p.pronamespace = pg_catalog.pg_my_temp_schema()
ORDER BY 2)";

const std::string_view locks_left = R"(
SELECT 'advisory lock', CASE WHEN objsubid = 1 THEN ((classid::bigint << 32) | objid::bigint)::text
                             ELSE classid::text || ', ' || objid::text END COLLATE "C", ''
FROM pg_catalog.pg_locks
WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid() ORDER BY 2)";

const std::string_view settings_left = R"(
SELECT 'setting', name, setting FROM pg_catalog.pg_settings
WHERE source = 'session' AND setting IS DISTINCT FROM reset_val
  AND name NOT IN ('role', 'session_authorization', 'transaction_isolation',
                                          'transaction_read_only', 'transaction_deferrable')
ORDER BY name)";

namespace {

/// A block may have the word in pieces and EXECUTE it. Of functions that is not believed: too many
/// execute something.
bool may_prepare(std::string_view code) {
  const std::string text = lower(code);
  return text.find("prepare") != std::string::npos || text.find("exec") != std::string::npos;
}

}  // namespace

PossibleTraces possible_traces(const chain::SqlScript& script) {
  PossibleTraces traces;
  for (const sql::Statement& statement : script.statements) {
    const sql::Facts facts = sql::facts(statement.text);
    traces.settings_and_locks |= facts.may_change_session;
    traces.prepares |= facts.kind == sql::StatementKind::prepare ||
                       (facts.runs_code && may_prepare(statement.text));
    traces.runs_functions |= facts.runs_code || facts.may_write_rows;
  }
  return traces;
}

std::vector<std::string> leak_queries(const PossibleTraces& traces, const std::string& login_role,
                                      bool prepared) {
  // The role first, and then without it: a lesser one might not see the rest.
  std::vector<std::string> queries{"SELECT 'role', current_user::text, '' WHERE current_user <> " +
                                       sql::quote_literal(login_role),
                                   "SET SESSION AUTHORIZATION DEFAULT"};
  // Planning it takes longer than running it.
  if (!prepared) {
    queries.push_back("PREPARE pgstair_session_leaks AS " + std::string(temporary_objects_left));
  }
  queries.emplace_back("EXECUTE pgstair_session_leaks");
  if (traces.settings_and_locks) {
    queries.emplace_back(locks_left);
    queries.emplace_back(settings_left);
  }
  return queries;
}

std::optional<std::string> prepared_left(const PossibleTraces& traces) {
  if (!traces.prepares && !traces.runs_functions) return std::nullopt;
  std::string query =
      R"(SELECT name FROM pg_catalog.pg_prepared_statements WHERE name NOT LIKE 'pgstair\_%')";
  if (!traces.prepares) {
    query +=
        " AND EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384 AND prosrc ILIKE "
        "'%prepare%')";
  }
  return query;
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

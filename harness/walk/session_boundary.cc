// SPDX-License-Identifier: MIT
#include "walk/session_boundary.h"

#include <algorithm>
#include <string>
#include <variant>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::walk {

namespace {

/// The cheap question, asked after every script: is there anything at all? pg_my_temp_schema() is 0
/// until the session makes its first temporary object; the settings are those that a script
/// realistically changes without saying SET itself (in a function, in a DO block).
constexpr const char* suspicion = R"(
SELECT current_user, pg_catalog.pg_my_temp_schema() <> 0
    OR EXISTS (SELECT FROM pg_catalog.pg_locks l
               WHERE l.locktype = 'advisory' AND l.pid = pg_catalog.pg_backend_pid()))";

constexpr const char* settings_left = R"(
SELECT name, setting FROM pg_catalog.pg_settings
WHERE source = 'session' AND name NOT IN ('role', 'session_authorization') ORDER BY name)";

constexpr const char* temporary_objects_left = R"(
SELECT c.relname FROM pg_catalog.pg_class c
WHERE c.relnamespace = pg_catalog.pg_my_temp_schema() AND c.relkind IN ('r', 'v', 'S', 'm', 'p', 'f')
UNION ALL
SELECT p.proname FROM pg_catalog.pg_proc p WHERE p.pronamespace = pg_catalog.pg_my_temp_schema()
ORDER BY 1)";

constexpr const char* advisory_locks_left = R"(
SELECT CASE WHEN objsubid = 1 THEN ((classid::bigint << 32) | objid::bigint)::text
            ELSE classid::text || ', ' || objid::text END
FROM pg_catalog.pg_locks
WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid() ORDER BY 1)";

/// Reading pg_settings costs 1 ms, so it is read when the script speaks of settings.
bool mentions_settings(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  if (text == nullptr) return false;
  return std::ranges::any_of(text->statements, [](const sql::Statement& statement) {
    const std::string body = lower(statement.text);
    return body.starts_with("set") || body.starts_with("reset") ||
           body.find("set_config") != std::string::npos || body.starts_with("do") ||
           body.starts_with("call") || body.starts_with("select");
  });
}

bool mentions_prepare(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  return text != nullptr &&
         std::ranges::any_of(text->statements, [](const sql::Statement& statement) {
           return lower(statement.text).find("prepare") != std::string::npos;
         });
}

/// The suspicion, prepared: planning pg_locks takes longer than reading it.
postgres::Rows ask_suspicion(postgres::Session& session) {
  const auto nothing_to_begin_anew = [] { return std::string(); };
  const auto outcome =
      session.try_execute_prepared({"pgstair_suspicion", suspicion, {}}, "", nothing_to_begin_anew);
  if (const auto* error = postgres::failure(outcome)) ensure(false, to_string(*error).c_str());
  return std::get<postgres::Done>(outcome).rows;
}

void collect(postgres::Session& session, const char* query, SessionLeak::Kind kind,
             std::vector<SessionLeak>& leaks) {
  const auto rows = session.execute(query);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    leaks.push_back({kind, rows.text(row, 0), rows.columns > 1 ? rows.text(row, 1) : ""});
  }
}

}  // namespace

std::vector<SessionLeak> find_leaks(postgres::Session& session, const chain::Script& script,
                                    const std::string& login_role) {
  std::vector<SessionLeak> leaks;
  const auto suspected = ask_suspicion(session);
  const std::string role = suspected.text(0, 0);
  if (role != login_role) {
    leaks.push_back({SessionLeak::Kind::role, role, ""});
    session.execute("SET SESSION AUTHORIZATION DEFAULT");  // a lesser role might not see the rest
  }
  if (suspected.text(0, 1) == "t") {
    collect(session, temporary_objects_left, SessionLeak::Kind::temporary_object, leaks);
    collect(session, advisory_locks_left, SessionLeak::Kind::advisory_lock, leaks);
  }
  if (mentions_settings(script)) collect(session, settings_left, SessionLeak::Kind::setting, leaks);
  return leaks;
}

void reset_session(postgres::Session& session) {
  session.execute(
      "SET SESSION AUTHORIZATION DEFAULT; RESET ALL; CLOSE ALL; UNLISTEN *; DISCARD TEMP; "
      "DISCARD SEQUENCES; SELECT pg_catalog.pg_advisory_unlock_all()");
}

void reset_session_after(postgres::Session& session, const chain::Script& script) {
  reset_session(session);
  // Not part of every reset: the catalog's readers have prepared statements of their own.
  if (mentions_prepare(script)) session.execute("DEALLOCATE ALL");
}

}  // namespace pgstair::walk

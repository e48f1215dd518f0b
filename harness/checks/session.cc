// SPDX-License-Identifier: MIT
#include "checks/session.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "checks/findings.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

report::Finding leak_finding(const walk::SessionLeak& leak, const std::string& direction,
                             const std::string& revision, const Location& location) {
  using Kind = walk::SessionLeak::Kind;
  const std::string who = "The " + direction + " leaves ";
  switch (leak.kind) {
    case Kind::setting:
      return finding("leaks-setting", revision,
                     who + leak.name + " set to '" + leak.value + "' for the rest of its session",
                     location);
    case Kind::role:
      return finding("leaks-role", revision, who + "its session in the role " + leak.name,
                     location);
    case Kind::temporary_object:
      return finding("leaks-temporary-object", revision,
                     who + "the temporary object " + leak.name + " in its session", location);
    case Kind::advisory_lock:
      return finding("leaks-advisory-lock", revision,
                     who + "the advisory lock " + leak.name + " held", location);
    case Kind::prepared_transaction:
      return finding("leaks-open-transaction", revision,
                     who + "the prepared transaction " + leak.name +
                         ", which keeps its locks until somebody ends it",
                     location);
    case Kind::open_transaction:
      break;
  }
  return finding("leaks-open-transaction", revision, who + "a transaction open", location);
}

/// Without a search path no name is found that has no schema.
bool loses_search_path(const walk::SessionLeak& leak) {
  return leak.name == "search_path" && (leak.value.empty() || leak.value == "\"\"");
}

/// What pg_dump sets at the beginning of a dump. None of it changes what a later revision makes,
/// but for the search path.
constexpr std::pair<std::string_view, std::string_view> settings_of_dumps[] = {
    {"check_function_bodies", "off"},
    {"client_encoding", "UTF8"},
    {"client_min_messages", "warning"},
    {"default_table_access_method", "heap"},
    {"default_tablespace", ""},
    {"idle_in_transaction_session_timeout", "0"},
    {"lock_timeout", "0"},
    {"row_security", "off"},
    {"search_path", ""},
    {"standard_conforming_strings", "on"},
    {"statement_timeout", "0"},
    {"transaction_timeout", "0"},
    {"xmloption", "content"},
};

/// Whether pg_dump made the script: it has two lines of its header, which every version writes.
bool is_dump(const std::optional<chain::Script>& script) {
  const auto* sql = chain::sql_of(script);
  const auto has = [&](std::string_view text) {
    return std::ranges::any_of(sql->statements, [&](const sql::Statement& statement) {
      return lower(statement.text) == text;
    });
  };
  return sql != nullptr && has("set check_function_bodies = false") &&
         has("set standard_conforming_strings = on");
}

/// Whether it is nothing to a later revision, and nobody's oversight.
bool is_of_dump(const walk::SessionLeak& leak, bool one_session) {
  const bool is_empty = leak.value == "\"\"";
  const std::pair<std::string_view, std::string_view> setting(
      leak.name, is_empty ? std::string_view() : std::string_view(leak.value));
  return leak.kind == walk::SessionLeak::Kind::setting && contains(settings_of_dumps, setting) &&
         !(one_session && loses_search_path(leak));
}

void add_leaks(const std::optional<walk::StepRecord>& step,
               const std::optional<chain::Script>& script, const std::string& direction,
               const std::string& revision, const Location& location, bool one_session,
               std::vector<report::Finding>& findings) {
  if (!step) return;
  const bool dumped = is_dump(script);
  if (step->outcome.left_transaction_open) {
    findings.push_back(leak_finding({walk::SessionLeak::Kind::open_transaction, "", ""}, direction,
                                    revision, location));
  }
  for (const auto& leak : step->outcome.leaks) {
    if (dumped && is_of_dump(leak, one_session)) continue;
    report::Finding found = leak_finding(leak, direction, revision, location);
    found.object = leak.name;
    if (one_session && loses_search_path(leak)) found.severity = report::Severity::error;
    findings.push_back(std::move(found));
  }
}

/// A transaction that is open then is rolled back, and a prepared one stays.
bool outlives_session(const report::Finding& found) {
  return found.code == "leaks-open-transaction";
}

}  // namespace

walk::CheckOutcome Session::judge(const walk::RevisionRecord& record) {
  if (!record.up || !record.up->outcome.ok()) return not_checked(record.not_run);
  const chain::Revision& revision = *record.revision;
  const Location file{revision.file};
  std::vector<report::Finding> findings;
  add_leaks(record.up, revision.up, "upgrade", revision.id, file, one_session_, findings);
  add_leaks(record.down, revision.down, "downgrade", revision.id,
            revision.down_location.value_or(file), one_session_, findings);
  if (ends_with_script_) std::erase_if(findings, std::not_fn(outlives_session));
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

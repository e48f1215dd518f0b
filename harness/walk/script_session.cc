// SPDX-License-Identifier: MIT
#include "walk/script_session.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "support/errors.h"
#include "support/text.h"
#include "walk/script_runner.h"
#include "walk/session_end.h"

namespace pgstair::walk {

namespace {

using Outcomes = std::vector<postgres::StatementOutcome>;

/// Whether a prepared statement is not there, or is there already (behind a pooler).
bool is_about_prepared(const postgres::ServerError& error) {
  return error.sqlstate == "26000" || error.sqlstate == "42P05";
}

/// The error with which a series of statements ended early, if it did.
const postgres::ServerError* error_in(const Outcomes& outcomes) {
  return outcomes.empty() ? nullptr : postgres::failure(outcomes.back());
}

/// Statements of ours, which must not fail.
void require_done(const Outcomes& outcomes) {
  const auto* error = error_in(outcomes);
  if (error == nullptr) return;
  if (error->sqlstate == "42501") throw EnvironmentError(to_string(*error));
  bug("ending a script's session: " + to_string(*error));
}

/// The rows of leak_queries(): kind, name, value.
void collect_leaks(const Outcomes& outcomes, std::vector<SessionLeak>& leaks) {
  for (const auto& outcome : outcomes) {
    const auto& rows = std::get<postgres::Done>(outcome).rows;
    if (rows.columns < 3) continue;
    for (std::size_t row = 0; row < rows.size(); ++row)
      leaks.push_back({leak_kind(rows.text(row, 0)), rows.text(row, 1), rows.text(row, 2)});
  }
}

std::vector<std::string> joined(std::vector<std::string> first, std::vector<std::string> then) {
  std::ranges::move(then, std::back_inserter(first));
  return first;
}

}  // namespace

ScriptSession::ScriptSession(const std::string& conninfo, std::chrono::seconds limit)
    : session_(conninfo),
      limit_(session_, limit),
      login_role_(session_.execute("SELECT session_user").text(0, 0)) {}

StepOutcome ScriptSession::run(const chain::SqlScript& script, Leaks leaks) {
  StepOutcome outcome = run_to_its_end(script, leaks);
  std::ranges::move(roll_back_prepared(session_, script), std::back_inserter(outcome.leaks));
  return outcome;
}

StepOutcome ScriptSession::run_to_its_end(const chain::SqlScript& script, Leaks leaks) {
  const bool in_one_transaction = script.transactions == chain::Transactions::one;
  StepOutcome outcome = run_statements(session_, script, limit_, in_one_transaction ? "BEGIN" : "");
  if (in_one_transaction && outcome.ok()) {
    commit(script, leaks, outcome);
    return outcome;
  }
  const bool is_open = in_one_transaction || leaves_transaction_open(session_, script);
  if (is_open) session_.execute("ROLLBACK");
  outcome.left_transaction_open = is_open && outcome.ok();
  if (outcome.ok()) end(script, leaks, outcome);
  return outcome;
}

StepOutcome ScriptSession::run_uncommitted(const chain::SqlScript& script) {
  return walk::run_uncommitted(session_, script, limit_);
}

void ScriptSession::commit(const chain::SqlScript& script, Leaks leaks, StepOutcome& outcome) {
  const PossibleTraces traces = possible_traces(script);
  Outcomes outcomes;
  {
    const postgres::TimeLimit::Span span(limit_);  // deferred triggers may take their time
    outcomes = session_.try_execute_all(joined({"COMMIT"}, ending(traces, leaks)));
  }
  const auto* error = error_in(outcomes);
  if (error != nullptr && outcomes.size() == 1) {
    outcome.failure = commit_failure(script, *error, limit_);
    return;
  }
  outcomes.erase(outcomes.begin());
  finish(traces, leaks, std::move(outcomes), outcome);
}

void ScriptSession::end(const chain::SqlScript& script, Leaks leaks, StepOutcome& outcome) {
  const PossibleTraces traces = possible_traces(script);
  finish(traces, leaks, session_.try_execute_all(ending(traces, leaks)), outcome);
}

std::vector<std::string> ScriptSession::ending(const PossibleTraces& traces, Leaks leaks) const {
  auto reset = reset_statements();
  if (auto prepared = prepared_left(traces)) reset.push_back(std::move(*prepared));
  if (leaks == Leaks::ignored) return reset;
  return joined(leak_queries(traces, login_role_, leak_query_prepared_), std::move(reset));
}

/// Takes note of what the statements of ending() said. If a script did away with what was prepared,
/// they have all been undone and are sent once more.
void ScriptSession::finish(const PossibleTraces& traces, Leaks leaks, Outcomes outcomes,
                           StepOutcome& outcome) {
  if (const auto* error = error_in(outcomes); error != nullptr && is_about_prepared(*error)) {
    leak_query_prepared_ = !leak_query_prepared_;
    outcomes = session_.try_execute_all(ending(traces, leaks));
  }
  require_done(outcomes);
  if (leaks == Leaks::collected) leak_query_prepared_ = true;
  collect_leaks(outcomes, outcome.leaks);
  if (!prepared_left(traces)) return;
  if (std::get<postgres::Done>(outcomes.back()).rows.size() == 0) return;
  session_.execute("DEALLOCATE ALL");
  leak_query_prepared_ = false;
}

void ScriptSession::roll_back() {
  session_.execute(join(joined({"ROLLBACK"}, reset_statements()), "; "));
}

void ScriptSession::reset() { session_.execute(join(reset_statements(), "; ")); }

}  // namespace pgstair::walk

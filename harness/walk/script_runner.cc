// SPDX-License-Identifier: MIT
#include "walk/script_runner.h"

#include <algorithm>
#include <utility>

#include "sql/words.h"
#include "support/text.h"

namespace pgstair::walk {

namespace {

bool controls_transactions(const chain::SqlScript& script) {
  return std::ranges::any_of(script.statements, [](const sql::Statement& statement) {
    return sql::classify(statement.text) == sql::StatementClass::transaction_control;
  });
}

std::optional<StepFailure> run_statement(postgres::Session& session,
                                         const sql::Statement& statement,
                                         const std::string& before) {
  if (sql::classify(statement.text) == sql::StatementClass::copy_from_client) {
    return StepFailure{StepFailure::Kind::needs_client, statement.text, {}, statement.location};
  }
  const auto outcome = before.empty() ? session.try_execute(statement.text)
                                      : session.try_execute_after(before, statement.text);
  if (const auto* error = postgres::failure(outcome)) {
    return StepFailure{StepFailure::Kind::statement, statement.text, *error,
                       sql::location_at(statement, error->position)};
  }
  return std::nullopt;
}

/// A transaction block is open if the clock moved between its start and this statement: outside a
/// block both are taken at the same moment.
bool in_transaction_block(postgres::Session& session) {
  const auto outcome = session.try_execute("SELECT now() <> statement_timestamp()");
  const auto* done = std::get_if<postgres::Done>(&outcome);
  return done == nullptr || done->rows.text(0, 0) == "t";  // refused: the block is a failed one
}

}  // namespace

bool rollable(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  return text != nullptr && text->transactions == chain::Transactions::one &&
         !controls_transactions(*text);
}

StepOutcome run_statements(postgres::Session& session, const chain::SqlScript& script,
                           std::string before) {
  StepOutcome outcome;
  if (script.statements.empty() && !before.empty()) session.execute(before);
  for (const auto& statement : script.statements) {
    outcome.failure = run_statement(session, statement, std::exchange(before, ""));
    if (!outcome.ok()) break;
    ++outcome.statements;
  }
  return outcome;
}

StepOutcome run_uncommitted(postgres::Session& session, const chain::SqlScript& script) {
  StepOutcome outcome = run_statements(session, script);
  if (!outcome.ok()) return outcome;
  const auto checked = session.try_execute("SET CONSTRAINTS ALL IMMEDIATE");
  if (const auto* error = postgres::failure(checked))
    outcome.failure = commit_failure(script, *error);
  return outcome;
}

bool leaves_transaction_open(postgres::Session& session, const chain::SqlScript& script) {
  return controls_transactions(script) && in_transaction_block(session);
}

std::vector<SessionLeak> roll_back_prepared(postgres::Session& session,
                                            const chain::SqlScript& script) {
  const auto may_prepare = [](const sql::Statement& statement) {
    sql::Words words(statement.text);
    return words.take("prepare") && words.take("transaction");
  };
  if (std::ranges::none_of(script.statements, may_prepare)) return {};
  std::vector<SessionLeak> left;
  const auto names = session.execute(
      "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = "
      "pg_catalog.current_database()");
  for (std::size_t row = 0; row < names.size(); ++row) {
    left.push_back({SessionLeak::Kind::prepared_transaction, names.text(row, 0), ""});
    session.execute("ROLLBACK PREPARED " + sql::quote_literal(left.back().name));
  }
  return left;
}

StepFailure commit_failure(const chain::SqlScript& script, const postgres::ServerError& error) {
  const Location end =
      script.statements.empty() ? Location{script.file} : script.statements.back().location;
  return StepFailure{StepFailure::Kind::commit, "COMMIT", error, end};
}

}  // namespace pgstair::walk

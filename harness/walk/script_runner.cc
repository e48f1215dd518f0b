// SPDX-License-Identifier: MIT
#include "walk/script_runner.h"

#include <algorithm>

#include "support/text.h"

namespace pgstair::walk {

namespace {

bool controls_transactions(const chain::SqlScript& script) {
  return std::ranges::any_of(script.statements, [](const sql::Statement& statement) {
    return sql::classify(statement.text) == sql::StatementClass::transaction_control;
  });
}

std::optional<StepFailure> run_statement(postgres::Session& session,
                                         const sql::Statement& statement) {
  if (sql::classify(statement.text) == sql::StatementClass::copy_from_client) {
    return StepFailure{StepFailure::Kind::needs_client, statement.text, {}, statement.location};
  }
  const auto outcome = session.try_execute(statement.text);
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

StepOutcome run_each(postgres::Session& session, const chain::SqlScript& script) {
  StepOutcome outcome;
  for (const auto& statement : script.statements) {
    outcome.failure = run_statement(session, statement);
    if (!outcome.ok()) break;
    ++outcome.statements;
  }
  return outcome;
}

std::optional<StepFailure> finish(postgres::Session& session, const chain::SqlScript& script,
                                  Ending ending) {
  const char* last = ending == Ending::commit ? "COMMIT" : "SET CONSTRAINTS ALL IMMEDIATE";
  const auto outcome = session.try_execute(last);
  const auto* error = postgres::failure(outcome);
  if (error == nullptr) return std::nullopt;
  const Location end =
      script.statements.empty() ? Location{script.file} : script.statements.back().location;
  return StepFailure{StepFailure::Kind::commit, "COMMIT", *error, end};
}

StepOutcome run_in_transaction(postgres::Session& session, const chain::SqlScript& script,
                               Ending ending) {
  session.execute("BEGIN");
  StepOutcome outcome = run_each(session, script);
  if (outcome.ok()) outcome.failure = finish(session, script, ending);
  if (!outcome.ok()) session.execute("ROLLBACK");
  return outcome;
}

}  // namespace

bool rollable(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  return text != nullptr && text->transactions == chain::Transactions::one &&
         !controls_transactions(*text);
}

StepOutcome run_script(postgres::Session& session, const chain::SqlScript& script, Ending ending) {
  if (script.transactions == chain::Transactions::one)
    return run_in_transaction(session, script, ending);
  StepOutcome outcome = run_each(session, script);
  if (controls_transactions(script) && in_transaction_block(session)) {
    outcome.left_transaction_open = outcome.ok();
    session.execute("ROLLBACK");
  }
  return outcome;
}

StepOutcome run_statements(postgres::Session& session, const chain::SqlScript& script) {
  StepOutcome outcome = run_each(session, script);
  if (outcome.ok()) outcome.failure = finish(session, script, Ending::leave_open);
  return outcome;
}

}  // namespace pgstair::walk

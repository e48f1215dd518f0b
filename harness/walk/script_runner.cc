// SPDX-License-Identifier: MIT
#include "walk/script_runner.h"

#include <algorithm>
#include <utility>

#include "postgres/script_statement.h"
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
  const auto outcome = postgres::try_statement(session, statement, before);
  if (!outcome) {
    return StepFailure{StepFailure::Kind::needs_client, statement.text,
                       postgres::copy_needs_client(), statement.location};
  }
  if (const auto* error = postgres::failure(*outcome)) {
    return StepFailure{StepFailure::Kind::statement, statement.text, *error,
                       sql::location_at(statement, error->position)};
  }
  return std::nullopt;
}

/// A failure as what it is if the time limit made it. What the server says then (57014) speaks of a
/// user; its context says where in a function that was.
StepFailure cut_short(StepFailure failure, const postgres::TimeLimit& limit) {
  StepFailure result = timeout_failure(limit.limit());
  result.error.context = std::move(failure.error.context);
  result.statement = std::move(failure.statement);
  result.location = std::move(failure.location);
  return result;
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
                           postgres::TimeLimit& limit, std::string before) {
  StepOutcome outcome;
  if (script.statements.empty() && !before.empty()) session.execute(before);
  const postgres::TimeLimit::Span span(limit);
  for (const auto& statement : script.statements) {
    outcome.failure = run_statement(session, statement, std::exchange(before, ""));
    if (!outcome.ok() && limit.is_passed()) outcome.failure = cut_short(*outcome.failure, limit);
    if (!outcome.ok()) break;
    ++outcome.statements;
  }
  return outcome;
}

StepOutcome run_uncommitted(postgres::Session& session, const chain::SqlScript& script,
                            postgres::TimeLimit& limit) {
  StepOutcome outcome = run_statements(session, script, limit);
  if (!outcome.ok()) return outcome;
  const postgres::TimeLimit::Span span(limit);  // deferred triggers may take their time
  const auto checked = session.try_execute("SET CONSTRAINTS ALL IMMEDIATE");
  if (const auto* error = postgres::failure(checked))
    outcome.failure = commit_failure(script, *error, limit);
  return outcome;
}

bool keep_if(postgres::Session& session, const std::function<bool()>& action) {
  session.execute("SAVEPOINT pgstair_keep");
  const bool is_kept = action();
  session.execute(is_kept ? "RELEASE SAVEPOINT pgstair_keep"
                          : "ROLLBACK TO SAVEPOINT pgstair_keep; RELEASE SAVEPOINT pgstair_keep");
  return is_kept;
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

StepFailure commit_failure(const chain::SqlScript& script, const postgres::ServerError& error,
                           const postgres::TimeLimit& limit) {
  const Location end =
      script.statements.empty() ? Location{script.file} : script.statements.back().location;
  StepFailure failure{StepFailure::Kind::commit, "COMMIT", error, end};
  return limit.is_passed() ? cut_short(std::move(failure), limit) : failure;
}

}  // namespace pgstair::walk

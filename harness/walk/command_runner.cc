// SPDX-License-Identifier: MIT
#include "walk/command_runner.h"

#include <filesystem>

#include "postgres/hidden_passwords.h"
#include "support/process.h"
#include "support/text.h"
#include "walk/busy_sessions.h"
#include "walk/database_environment.h"

namespace pgstair::walk {

namespace {

std::string running_statement(const std::string& statement) {
  return statement.empty() ? "" : "it was waiting for: " + statement;
}

}  // namespace

StepOutcome run_command_script(const chain::CommandScript& script,
                               const postgres::ScratchDatabase& database,
                               std::chrono::seconds limit) {
  Command command;
  command.arguments = {"/bin/sh", "-c", script.command};
  command.directory = std::filesystem::path(script.location.file).parent_path();
  command.unset = {"PG*", "DATABASE_URL"};
  command.set = database_environment(database);
  command.limit = limit;
  const ProcessResult result = run(command);
  StepOutcome outcome;
  outcome.statements = 1;
  if (result.succeeded()) return outcome;
  if (result.timed_out) {
    outcome.failure = timeout_failure(limit);
    outcome.failure->statement = script.command;
    outcome.failure->error.detail = running_statement(end_busy_sessions(database.conninfo()));
    outcome.failure->location = script.location;
    return outcome;
  }
  StepFailure failure;
  failure.kind = StepFailure::Kind::command;
  failure.statement = script.command;
  failure.error.message = "exit status " + std::to_string(result.exit_code);
  failure.error.detail =
      postgres::hide_passwords(trim(result.err.empty() ? result.out : result.err), database.url());
  failure.location = script.location;
  outcome.failure = std::move(failure);
  return outcome;
}

}  // namespace pgstair::walk

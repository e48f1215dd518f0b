// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include <exception>
#include <iostream>

#include "cli/command.h"
#include "report/version.h"
#include "support/errors.h"
#include "support/output.h"

namespace {

using pgstair::cli::ExitCode;

/// Runs the command and turns what it throws into an exit code: the only place that does.
ExitCode run(const pgstair::cli::Command& command) try {
  const ExitCode code = command();
  pgstair::check_standard_output();
  return code;
} catch (const pgstair::UsageError& error) {
  std::cerr << "pgstair: " << error.what() << '\n';
  return ExitCode::usage;
} catch (const pgstair::EnvironmentError& error) {
  std::cerr << "pgstair: " << error.what() << '\n';
  if (!error.advice().empty()) std::cerr << "  " << error.advice() << '\n';
  return ExitCode::environment;
} catch (const std::exception& error) {
  std::cerr << "pgstair: " << error.what()
            << "\n  This is a defect of pgstair, not of your chain. Please report it.\n";
  return ExitCode::internal;
}

/// What libpq would start each session with: a verdict must not hang on who asks. (Programs that
/// pgstair starts get no variable of Postgres's but their database's address.)
void forget_settings_of_sessions() {
  for (const char* name : {"PGOPTIONS", "PGTZ", "PGDATESTYLE", "PGGEQO", "PGCLIENTENCODING"}) {
    ::unsetenv(name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  pgstair::hold_standard_streams();
  forget_settings_of_sessions();
  CLI::App app{"Verifies PostgreSQL migration chains on disposable databases.", "pgstair"};
  app.set_version_flag("--version", "pgstair " + std::string(pgstair::report::version));
  app.require_subcommand(1);
  app.get_formatter()->column_width(30);
  pgstair::cli::Command command;
  pgstair::cli::add_verify(app, command);
  pgstair::cli::add_check(app, command);
  pgstair::cli::add_diff(app, command);
  pgstair::cli::add_drift(app, command);
  pgstair::cli::add_snapshot(app, command);
  pgstair::cli::add_seed(app, command);
  pgstair::cli::add_profile(app, command);
  pgstair::cli::add_preflight(app, command);
  pgstair::cli::add_explain(app, command);
  pgstair::cli::add_new(app, command);
  pgstair::cli::add_squash(app, command);
  pgstair::cli::add_run(app, command);
  pgstair::cli::add_ctest(app, command);
  pgstair::cli::add_test_databases(app, command);
  pgstair::cli::add_doctor(app, command);
  pgstair::cli::add_findings(app, command);
  pgstair::cli::add_completion(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked_for_help = app.exit(error) == 0;
    command = [asked_for_help] { return asked_for_help ? ExitCode::success : ExitCode::usage; };
  }
  return static_cast<int>(run(command));
}

// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include <exception>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/printable_stream.h"
#include "postgres/connection_string.h"
#include "postgres/hidden_passwords.h"
#include "report/version.h"
#include "support/errors.h"
#include "support/output.h"
#include "support/text.h"

namespace {

using pgstair::replace_all;
using pgstair::cli::ExitCode;
using pgstair::postgres::ConnectionString;

/// What is said on standard error when something went wrong: without the passwords of what it
/// repeats, be it of the call or of a configuration.
class Complaints {
 public:
  Complaints(int count, char** arguments) : arguments_(arguments, arguments + count) {}

  void say(std::string text) const {
    for (const auto& argument : arguments_) {
      if (ConnectionString::is_meant_by(argument))
        text = replace_all(std::move(text), argument, shown(argument));
    }
    text = pgstair::postgres::hide_passwords(text);
    for (const auto line : pgstair::lines(text))
      std::cerr << pgstair::shortened(line, most_bytes_of_a_line) << '\n';
  }

 private:
  static constexpr std::size_t most_bytes_of_a_line = 2000;  // of a statement, say

  static std::string shown(const std::string& address) try {
    return pgstair::postgres::without_password(address);
  } catch (const pgstair::UsageError&) {
    return "(an address, which may hold a password)";
  }

  std::vector<std::string> arguments_;
};

/// Runs the command and turns what it throws into an exit code: the only place that does.
ExitCode run(const pgstair::cli::Command& command, const Complaints& complaints) try {
  const ExitCode code = command();
  pgstair::check_standard_output();
  return code;
} catch (const pgstair::UsageError& error) {
  complaints.say(std::string("pgstair: ") + error.what());
  return ExitCode::usage;
} catch (const pgstair::EnvironmentError& error) {
  complaints.say(std::string("pgstair: ") + error.what() +
                 (error.advice().empty() ? "" : "\n  " + error.advice()));
  return ExitCode::environment;
} catch (const std::filesystem::filesystem_error& error) {  // of a folder, while it is listed
  complaints.say("pgstair: " + error.path1().string() + ": " + error.code().message());
  return ExitCode::environment;
} catch (const std::exception& error) {
  complaints.say(std::string("pgstair: ") + error.what() +
                 "\n  This is a defect of pgstair, not of your chain. Please report it.");
  return ExitCode::internal;
}

/// What CLI11 says of a call that it does not understand, or of --help.
ExitCode explain(const CLI::App& app, const CLI::ParseError& error, const Complaints& complaints) {
  std::ostringstream complaint;
  const bool asked_for_help = app.exit(error, std::cout, complaint) == 0;
  if (!asked_for_help) complaints.say(std::string(pgstair::trim(complaint.str())));
  return asked_for_help ? ExitCode::success : ExitCode::usage;
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
  const pgstair::cli::PrintableStream printable_complaints(std::cerr);
  const Complaints complaints(argc, argv);
  CLI::App app{"Verifies PostgreSQL migration chains on disposable databases.", "pgstair"};
  app.set_version_flag("--version", "pgstair " + std::string(pgstair::report::version));
  app.require_subcommand(1);
  app.get_formatter()->column_width(30);
  pgstair::cli::Command command;
  pgstair::cli::add_init(app, command);
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
  pgstair::cli::add_cache(app, command);
  pgstair::cli::add_doctor(app, command);
  pgstair::cli::add_findings(app, command);
  pgstair::cli::add_completion(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    command = [&app, &complaints, error] { return explain(app, error, complaints); };
  }
  return static_cast<int>(run(command, complaints));
}

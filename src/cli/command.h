// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

/// The command line: one file per command, and the only part that parses arguments and prints.
namespace pgstair::cli {

/// What a process tells its caller; documented in docs/exit-codes.md.
enum class ExitCode { success = 0, findings = 1, usage = 2, environment = 3, internal = 4 };

/// A parsed command, ready to run.
using Command = std::function<ExitCode()>;

/// Each adds its subcommand to `app` and, if that is the one given, sets `chosen`.
void add_init(CLI::App& app, Command& chosen);
void add_verify(CLI::App& app, Command& chosen);
void add_check(CLI::App& app, Command& chosen);
void add_ctest(CLI::App& app, Command& chosen);
void add_new(CLI::App& app, Command& chosen);
void add_snapshot(CLI::App& app, Command& chosen);
void add_diff(CLI::App& app, Command& chosen);
void add_drift(CLI::App& app, Command& chosen);
void add_seed(CLI::App& app, Command& chosen);
void add_profile(CLI::App& app, Command& chosen);
void add_preflight(CLI::App& app, Command& chosen);
void add_explain(CLI::App& app, Command& chosen);
void add_run(CLI::App& app, Command& chosen);
void add_test_databases(CLI::App& app, Command& chosen);
void add_squash(CLI::App& app, Command& chosen);
void add_doctor(CLI::App& app, Command& chosen);
void add_cache(CLI::App& app, Command& chosen);
void add_findings(CLI::App& app, Command& chosen);
void add_completion(CLI::App& app, Command& chosen);

}  // namespace pgstair::cli

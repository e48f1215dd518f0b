// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "chain/read.h"
#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/logging.h"
#include "cli/server_flags.h"
#include "report/render/render.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair::cli {

namespace {

/// The flags as given; those not given leave the configuration's values alone.
struct VerifyFlags {
  std::string path = ".";
  std::string chain_format;
  std::vector<std::string> model;
  std::vector<std::string> neighbours;
  ServerFlags server;
  std::string role;
  std::string locale;
  unsigned jobs = 0;
  bool probe = false;
  bool schema_only = false;
  std::optional<std::uint64_t> rows;
  std::string fixtures;
  bool require_rows = false;
  bool keep = false;
  std::string snapshot_source;
  std::string fail_on;
  std::string format = "console";
  std::string output;
  bool quiet = false;
  bool verbose = false;
};

void add_flags(CLI::App& command, VerifyFlags& flags) {
  command.add_option("path", flags.path, "The folder with the migrations, or with pgstair.toml")
      ->capture_default_str();
  command.add_option("--chain-format", flags.chain_format,
                     join(chain::format_names(), ", ") + " or alembic; default: detect");
  command.add_option("--model", flags.model,
                     "The desired schema: SQL files (globs allowed), a snapshot file, or "
                     "postgresql://… of a database that has it");
  command.add_option("--neighbours", flags.neighbours,
                     "SQL files with other people's tables, loaded before base");
  add_server_flags(command, flags.server);
  command.add_option("--role", flags.role,
                     "The role that deploys: owns the database and is no superuser");
  command.add_option("--locale", flags.locale,
                     "Locale of the disposable cluster; default: C.UTF-8");
  command.add_option("-j,--jobs", flags.jobs,
                     "Servers that share the walk; default: one for a core, at most 4, each for 32 "
                     "revisions or more");
  command.add_flag("--schema-only", flags.schema_only, "No revision may change rows");
  command.add_flag("--probe", flags.probe,
                   "At head, show every constraint a row that violates it: does it say no?");
  command
      .add_option("--rows", flags.rows,
                  "Rehearse each revision with so many rows in the tables that it concerns")
      ->check(CLI::Range(0, 1'000'000));
  command.add_option("--fixtures", flags.fixtures,
                     "A folder with REVISION.sql files: rows of your own, loaded at the revision");
  command.add_flag("--require-rows", flags.require_rows,
                   "A table that has no rows at head is a finding");
  command.add_flag("--keep", flags.keep,
                   "Leave the disposable server running and print the psql command");
  command.add_option("--snapshot-source", flags.snapshot_source, "whole or incremental")
      ->check(CLI::IsMember({"whole", "incremental"}))
      ->group("");  // for us, and for whoever meets snapshot-tracking-missed-change
  command
      .add_option("--fail-on", flags.fail_on,
                  "Exit with 1 from this severity on: note, warning or error (default)")
      ->check(CLI::IsMember({"note", "warning", "error"}));
  command.add_option("--format", flags.format, "console, json or junit")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json", "junit"}));
  command.add_option("-o,--output", flags.output,
                     "Write the report to this file; the console still shows progress");
  command.add_flag("-q,--quiet", flags.quiet, "Only findings and the summary");
  command.add_flag("-v,--verbose", flags.verbose,
                   "Every statement with its time, on standard error");
}

report::Severity severity(const std::string& name) {
  if (name == "note") return report::Severity::note;
  return name == "warning" ? report::Severity::warning : report::Severity::error;
}

std::vector<std::filesystem::path> expand_all(const std::vector<std::string>& patterns) {
  std::vector<std::filesystem::path> files;
  for (const auto& pattern : patterns) {
    const auto found = verify::expand("", pattern, {});
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

/// The model of the flags replaces that of the configuration, whatever its form.
void apply_model(const std::vector<std::string>& values, verify::Options& options) {
  if (values.empty()) return;
  options.model.clear();
  options.model_database.clear();
  options.model_command.clear();
  options.model_metadata = false;
  for (const auto& value : values) verify::add_model(options, value, "", {"--model"});
}

verify::Options options_of(const VerifyFlags& flags) {
  verify::Options options = verify::read_configuration(flags.path);
  if (!flags.chain_format.empty()) options.format = flags.chain_format;
  apply_model(flags.model, options);
  if (!flags.neighbours.empty()) options.neighbours = expand_all(flags.neighbours);
  apply(flags.server, options);
  if (!flags.role.empty()) options.surroundings.role = flags.role;
  if (!flags.locale.empty()) options.locale = flags.locale;
  if (!flags.fail_on.empty()) options.fail_on = severity(flags.fail_on);
  options.jobs = flags.jobs;
  options.probe = options.probe || flags.probe;
  options.schema_only = options.schema_only || flags.schema_only;
  if (flags.rows) options.rows.rows = *flags.rows;
  if (!flags.fixtures.empty()) options.fixtures = flags.fixtures;
  options.require_rows = options.require_rows || flags.require_rows;
  options.keep = flags.keep;
  options.whole_snapshots = flags.snapshot_source == "whole";
  return options;
}

/// Console progress where a person reads; nothing where a machine does.
class Silence : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::Result&, std::size_t, std::size_t) override {}
};

report::ConsoleStyle style_of(const VerifyFlags& flags) {
  return console_style(flags.verbose, flags.quiet);
}

std::unique_ptr<report::Progress> progress_of(const VerifyFlags& flags) {
  const bool console_is_free = flags.format == "console" || !flags.output.empty();
  if (flags.quiet || !console_is_free) return std::make_unique<Silence>();
  return std::make_unique<report::ConsoleProgress>(std::cout, style_of(flags),
                                                   ::isatty(STDOUT_FILENO) != 0);
}

std::string render(const report::Result& result, const VerifyFlags& flags) {
  if (flags.format == "json") return report::render_json(result);
  if (flags.format == "junit") return report::render_junit(result);
  return report::render_console(result, style_of(flags));
}

ExitCode run_verify(const VerifyFlags& flags) {
  set_up_logging(flags.verbose);
  const verify::Options options = options_of(flags);
  const auto progress = progress_of(flags);
  const report::Result result = verify::verify(options, *progress);
  const std::string text = render(result, flags);
  if (flags.output.empty()) {
    std::cout << text << std::flush;
  } else {
    write_file(flags.output, text);
    if (flags.format != "console")
      std::cout << report::render_console(result, style_of(flags)) << std::flush;
  }
  return report::fails(result, options.fail_on) ? ExitCode::findings : ExitCode::success;
}

}  // namespace

void add_verify(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("verify", "Walk the chain up, down and up again on a disposable Postgres");
  const auto flags = std::make_shared<VerifyFlags>();
  add_flags(*command, *flags);
  command->callback([flags, &chosen] { chosen = [flags] { return run_verify(*flags); }; });
}

}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include "cli/verify_flags.h"

#include <algorithm>
#include <filesystem>

#include "chain/read.h"
#include "support/text.h"
#include "verify/untrusted.h"

namespace pgstair::cli {

void add_chain_flags(CLI::App& command, VerifyFlags& flags) {
  command.add_option("path", flags.path, "The folder with the migrations, or with pgstair.toml")
      ->type_name("FOLDER")
      ->capture_default_str();
  command
      .add_option("--chain-format", flags.chain_format,
                  "Whose files they are; default: what the files look like")
      ->type_name("{" + join(chain::format_names(), ",") + ",alembic}");
  command
      .add_option("--model", flags.model,
                  "The desired schema: SQL files (globs allowed), a snapshot file, or "
                  "postgresql://… of a database that has it")
      ->type_name("FILE");
  command.add_flag("--schema-only", flags.schema_only, "No revision may change rows");
  command
      .add_option("--fail-on", flags.fail_on,
                  "Exit with 1 from this severity on: note, warning or error (default)")
      ->check(CLI::IsMember({"note", "warning", "error"}));
}

void add_verify_flags(CLI::App& command, VerifyFlags& flags) {
  add_chain_flags(command, flags);
  command
      .add_option("--neighbours", flags.neighbours,
                  "SQL files with other people's tables, loaded before base")
      ->type_name("FILE");
  add_server_flags(command, flags.server);
  command
      .add_option("--role", flags.role,
                  "The role that deploys: owns the database and is no superuser")
      ->type_name("NAME");
  command.add_flag("--untrusted", flags.untrusted,
                   "The chain is a stranger's: its SQL gets no right beyond its database");
  command.add_flag("--trusted-python", flags.trusted_python,
                   "With --untrusted: the Python of the Alembic project may run as you");
  command
      .add_option("--locale", flags.locale, "Locale of the disposable cluster; default: C.UTF-8")
      ->type_name("NAME");
  command
      .add_option("--from", flags.from,
                  "The last released revision: where one transaction has all that is pending, it "
                  "is tried from there, too")
      ->type_name("REV");
  command.add_option("-j,--jobs", flags.jobs,
                     "Servers that share the walk; default: one for a core, at most 4, each for 32 "
                     "revisions or more");
  command
      .add_option("--timeout", flags.timeout_seconds,
                  "Seconds that one script, an upgrade or a downgrade, may take; default: 300")
      ->check(CLI::Range(std::int64_t{1}, verify::most_seconds));
  command.add_flag("--probe", flags.probe,
                   "At head, show every constraint a row that violates it: does it say no?");
  command
      .add_option("--rows", flags.rows,
                  "Rehearse each revision with so many rows in the tables that it concerns")
      ->check(CLI::Range(0, 1'000'000));
  command
      .add_option("--fixtures", flags.fixtures,
                  "A folder with REVISION.sql files: rows of your own, loaded at the revision")
      ->type_name("FOLDER");
  command.add_flag("--require-rows", flags.require_rows,
                   "A table that has no rows at head is a finding");
  command.add_option("--snapshot-source", flags.snapshot_source, "whole or incremental")
      ->check(CLI::IsMember({"whole", "incremental"}))
      ->group("");  // for us, and for whoever meets snapshot-tracking-missed-change
}

namespace {

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

}  // namespace

verify::Options options_of(const VerifyFlags& flags) {
  verify::Options options = verify::read_configuration(flags.path);
  if (flags.untrusted) {
    verify::refuse_settings_of_a_stranger(options,
                                          std::filesystem::path(flags.path) / "pgstair.toml");
    options.untrusted = true;
  }
  options.trusted_python = flags.trusted_python;
  if (!flags.chain_format.empty()) options.format = flags.chain_format;
  apply_model(flags.model, options);
  if (!flags.neighbours.empty()) options.neighbours = expand_all(flags.neighbours);
  apply(flags.server, options);
  if (!flags.role.empty()) options.surroundings.role = flags.role;
  if (!flags.locale.empty()) options.locale = flags.locale;
  if (!flags.from.empty()) {
    options.from = flags.from;
    options.from_location = {"--from"};
  }
  if (!flags.fail_on.empty()) options.fail_on = severity(flags.fail_on);
  options.jobs = flags.jobs;
  if (flags.timeout_seconds) options.time_limit = std::chrono::seconds(*flags.timeout_seconds);
  options.probe = options.probe || flags.probe;
  if (flags.schema_only) options.schema_only = report::Severity::error;
  if (flags.rows) options.rows.rows = *flags.rows;
  if (!flags.fixtures.empty()) options.fixtures = flags.fixtures;
  options.require_rows = options.require_rows || flags.require_rows;
  options.whole_snapshots = flags.snapshot_source == "whole";
  return options;
}

}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/logging.h"
#include "cli/report_flags.h"
#include "cli/verify_flags.h"
#include "prefix/verify_unless_unchanged.h"
#include "static_check/new_revisions.h"
#include "verify/verify.h"

namespace pgstair::cli {

namespace {

struct RunFlags {
  VerifyFlags verify;
  ReportFlags report;
  bool keep = false;
  bool no_cache = false;
  std::string since;
  std::string base_ref;
  std::string baseline;
  std::string write_baseline;
};

void add_flags(CLI::App& command, RunFlags& flags) {
  add_verify_flags(command, flags.verify);
  command.add_flag("--keep", flags.keep,
                   "Leave the disposable server running and print the psql command");
  command.add_flag("--no-cache", flags.no_cache,
                   "Verify even if nothing has changed since the last time, and keep nothing");
  auto* since = command.add_option("--since", flags.since,
                                   "Judge only what comes after this revision; what is before is "
                                   "applied, and not judged");
  since->type_name("REV");
  command
      .add_option("--base-ref", flags.base_ref,
                  "Judge only what a branch, tag or commit of git does not have: origin/main")
      ->type_name("REF")
      ->excludes(since);
  auto* baseline = command
                       .add_option("--baseline", flags.baseline,
                                   "Accept the findings of this file, which --write-baseline made")
                       ->type_name("FILE");
  command
      .add_option("--write-baseline", flags.write_baseline,
                  "Write today's findings to this file, and accept them")
      ->type_name("FILE")
      ->excludes(baseline)
      ->excludes("--since")
      ->excludes("--base-ref");
  add_report_flags(command, flags.report);
}

/// Console progress where a person reads; nothing where a machine does.
std::unique_ptr<report::Progress> progress_of(const ReportFlags& flags) {
  const bool console_is_free = flags.format == "console" || !flags.output.empty();
  if (flags.quiet || !console_is_free) return std::make_unique<report::Silence>();
  return std::make_unique<report::ConsoleProgress>(std::cout, style_of(flags),
                                                   ::isatty(STDOUT_FILENO) != 0);
}

/// PGSTAIR_NO_CACHE is for who cannot say --no-cache in each call: tests of scripts, say.
bool uses_cache(const RunFlags& flags, const verify::Options& options) {
  const char* variable = std::getenv("PGSTAIR_NO_CACHE");
  return !flags.no_cache && (variable == nullptr || *variable == '\0') &&
         options.cache_megabytes != 0;
}

report::Result verified(const RunFlags& flags, const verify::Options& options,
                        report::Progress& progress) {
  const auto store = prefix::verdicts_of_user(options.cache_megabytes);
  if (!store || !uses_cache(flags, options)) return verify::verify(options, progress);
  return prefix::verify_unless_unchanged(options, *store, progress);
}

ExitCode run_verify(const RunFlags& flags) {
  set_up_logging(flags.report.verbosity);
  verify::Options options = options_of(flags.verify);
  options.keep = flags.keep;
  options.since = flags.since;
  options.since_location = {"--since"};
  if (!flags.baseline.empty()) options.baseline = flags.baseline;
  if (!flags.write_baseline.empty()) options.baseline.clear();
  options.write_baseline = flags.write_baseline;
  if (!flags.base_ref.empty()) {
    static_check::ReleaseOptions release;
    release.base_ref = flags.base_ref;
    options.new_revisions = static_check::find_new_revisions(options, release);
  }
  const auto progress = progress_of(flags.report);
  const report::Result result = verified(flags, options, *progress);
  print(result, flags.report);
  return report::fails(result, options.fail_on) ? ExitCode::findings : ExitCode::success;
}

}  // namespace

void add_verify(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("verify", "Walk the chain up, down and up again on a disposable Postgres");
  const auto flags = std::make_shared<RunFlags>();
  add_flags(*command, *flags);
  command->callback([flags, &chosen] { chosen = [flags] { return run_verify(*flags); }; });
}

}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/console_style.h"
#include "cli/logging.h"
#include "cli/verify_flags.h"
#include "report/render/render.h"
#include "support/file.h"
#include "verify/verify.h"

namespace pgstair::cli {

namespace {

/// What is verified, and what becomes of the result.
struct RunFlags {
  VerifyFlags verify;
  bool keep = false;
  std::string format = "console";
  std::string output;
  bool quiet = false;
  bool verbose = false;
};

void add_flags(CLI::App& command, RunFlags& flags) {
  add_verify_flags(command, flags.verify);
  command.add_flag("--keep", flags.keep,
                   "Leave the disposable server running and print the psql command");
  command.add_option("--format", flags.format, "console, json or junit")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json", "junit"}));
  command
      .add_option("-o,--output", flags.output,
                  "Write the report to this file; the console still shows progress")
      ->type_name("FILE");
  command.add_flag("-q,--quiet", flags.quiet, "Only findings and the summary");
  command.add_flag("-v,--verbose", flags.verbose,
                   "Every statement with its time, on standard error");
}

report::ConsoleStyle style_of(const RunFlags& flags) {
  return console_style(flags.verbose, flags.quiet);
}

/// Console progress where a person reads; nothing where a machine does.
std::unique_ptr<report::Progress> progress_of(const RunFlags& flags) {
  const bool console_is_free = flags.format == "console" || !flags.output.empty();
  if (flags.quiet || !console_is_free) return std::make_unique<report::Silence>();
  return std::make_unique<report::ConsoleProgress>(std::cout, style_of(flags),
                                                   ::isatty(STDOUT_FILENO) != 0);
}

std::string render(const report::Result& result, const RunFlags& flags) {
  if (flags.format == "json") return report::render_json(result);
  if (flags.format == "junit") return report::render_junit(result);
  return report::render_console(result, style_of(flags));
}

ExitCode run_verify(const RunFlags& flags) {
  set_up_logging(flags.verbose);
  verify::Options options = options_of(flags.verify);
  options.keep = flags.keep;
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
  const auto flags = std::make_shared<RunFlags>();
  add_flags(*command, *flags);
  command->callback([flags, &chosen] { chosen = [flags] { return run_verify(*flags); }; });
}

}  // namespace pgstair::cli

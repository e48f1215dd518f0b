// SPDX-License-Identifier: MIT
#include "cli/report_flags.h"

#include "cli/console_style.h"
#include "support/output.h"

namespace pgstair::cli {

void add_report_flags(CLI::App& command, ReportFlags& flags) {
  command.add_option("--format", flags.format, "console, json or junit")
      ->capture_default_str()
      ->check(CLI::IsMember({"console", "json", "junit"}));
  command
      .add_option("-o,--output", flags.output,
                  "Write the report to this file; the console still shows progress")
      ->type_name("FILE");
  command.add_flag("-q,--quiet", flags.quiet, "Only findings and the summary");
  command.add_flag("-v,--verbose", flags.verbosity,
                   "Every statement of the chain with its time, on standard error; -vv: also "
                   "what pgstair itself asks the server");
}

report::ConsoleStyle style_of(const ReportFlags& flags) {
  return console_style(flags.verbosity > 0, flags.quiet);
}

namespace {

std::string render(const report::Result& result, const ReportFlags& flags) {
  if (flags.format == "json") return report::render_json(result);
  if (flags.format == "junit") return report::render_junit(result);
  return report::render_console(result, style_of(flags));
}

}  // namespace

void print(const report::Result& result, const ReportFlags& flags) {
  const std::string text = render(result, flags);
  write_output(flags.output, text);
  if (!flags.output.empty() && flags.format != "console")
    write_output("", report::render_console(result, style_of(flags)));
}

}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include "cli/report_flags.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>

#include "cli/console_style.h"
#include "cli/github_actions.h"
#include "report/ci/reports.h"
#include "support/errors.h"
#include "support/git.h"
#include "support/output.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> formats{"console", "json",   "junit",   "sarif",
                                       "github",  "gitlab", "markdown"};

/// "sarif=out.sarif"
struct ReportFile {
  std::string format;
  std::string file;
};

ReportFile report_file(const std::string& text) {
  const auto equals = text.find('=');
  const std::string format = text.substr(0, equals);
  if (std::ranges::find(formats, format) == formats.end() || equals + 1 >= text.size() ||
      equals == std::string::npos)
    throw UsageError("say FORMAT=FILE, where FORMAT is one of " + join(formats, ", "));
  return {format, text.substr(equals + 1)};
}

std::string check_report_file(const std::string& text) try {
  report_file(text);
  return "";
} catch (const UsageError& error) {
  return error.what();
}

/// What paths are told from: the checkout that a service tells of, else the repository, else where
/// we are.
fs::path repository_of(const report::Result& result) {
  for (const char* name : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"}) {
    const char* folder = std::getenv(name);
    if (folder != nullptr && fs::is_directory(folder)) return folder;
  }
  std::string why;
  const fs::path chain = result.chain_path.empty() ? "." : result.chain_path;
  const auto git = Git::of(fs::is_directory(chain) ? chain : fs::current_path(), why);
  return git ? git->root() : fs::current_path();
}

/// Each format that is asked for, of one result.
class Renderer {
 public:
  Renderer(const report::Result& result, const report::ConsoleStyle& style)
      : result_(result), style_(style) {}

  std::string console() const { return report::render_console(result_, style_); }

  std::string text(const std::string& format) {
    if (format == "json") return report::render_json(result_);
    if (format == "junit") return report::render_junit(result_);
    if (format == "sarif") return report::render_sarif(result_, repository());
    if (format == "github") return report::render_github_annotations(result_, repository());
    if (format == "gitlab") return report::render_code_quality(result_, repository());
    if (format == "markdown")
      return report::render_markdown(result_, repository(), report::most_of_comment);
    return console();
  }

  const fs::path& repository() {
    if (!repository_) repository_ = repository_of(result_);
    return *repository_;
  }

 private:
  const report::Result& result_;
  report::ConsoleStyle style_;
  std::optional<fs::path> repository_;
};

}  // namespace

void add_report_flags(CLI::App& command, ReportFlags& flags) {
  command.add_option("--format", flags.format, join(formats, ", "))
      ->capture_default_str()
      ->check(CLI::IsMember(formats));
  command
      .add_option("-o,--output", flags.output,
                  "Write the report to this file; the console still shows progress")
      ->type_name("FILE");
  command
      .add_option("--report", flags.more,
                  "One more report, in a file of its own: sarif=out.sarif. May be given several "
                  "times")
      ->type_name("FORMAT=FILE")
      ->check(CLI::Validator(check_report_file, ""));
  command.add_flag("-q,--quiet", flags.quiet, "Only findings and the summary");
  command.add_flag("-v,--verbose", flags.verbosity,
                   "Every statement of the chain with its time, on standard error; -vv: also "
                   "what pgstair itself asks the server");
}

report::ConsoleStyle style_of(const ReportFlags& flags) {
  return console_style(flags.verbosity > 0, flags.quiet);
}

void print(const report::Result& result, const ReportFlags& flags) {
  Renderer renderer(result, style_of(flags));
  for (const auto& one : flags.more) {
    const auto [format, file] = report_file(one);
    write_output(file, renderer.text(format));
  }
  const bool console_is_free = flags.format == "console" || !flags.output.empty();
  if (!flags.output.empty() || flags.format != "console")
    write_output(flags.output, renderer.text(flags.format));
  if (!console_is_free || (flags.format == "console" && !flags.output.empty())) return;
  if (!is_step_of_github_actions()) return write_output("", renderer.console());
  write_output("", console_of_step(renderer.console()));
  write_output("", report::render_github_annotations(result, renderer.repository()));
  add_to_job_summary(
      report::render_markdown(result, renderer.repository(), report::most_of_summary));
}

}  // namespace pgstair::cli

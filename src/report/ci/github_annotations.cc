// SPDX-License-Identifier: MIT
#include <array>

#include "report/ci/listed.h"
#include "report/ci/reports.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

constexpr std::size_t most_of_a_level = 9;  // of ten that are shown; the last one counts the rest

const char* command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "notice";
}

/// The message of a workflow command: one line.
std::string message_text(std::string text) {
  text = replace_all(std::move(text), "%", "%25");
  text = replace_all(std::move(text), "\r", "%0D");
  return replace_all(std::move(text), "\n", "%0A");
}

/// The value of a property, which ends at a comma or a colon.
std::string property_text(std::string text) {
  text = replace_all(message_text(std::move(text)), ":", "%3A");
  return replace_all(std::move(text), ",", "%2C");
}

std::string annotation(const Listed& one) {
  std::string text = std::string("::") + command_of(one.finding->severity) +
                     " file=" + property_text(one.file) + ",line=" + std::to_string(one.line);
  if (one.column > 0)
    text += ",col=" + std::to_string(one.column) + ",endColumn=" + std::to_string(one.end_column);
  return text + ",title=" + property_text(one.finding->code) +
         "::" + message_text(paragraph(*one.finding)) + "\n";
}

std::string count_of_rest(Severity severity, std::size_t rest) {
  return std::string("::") + command_of(severity) + " title=pgstair::and " +
         counted(rest, "more " + std::string(to_string(severity))) +
         "; the job's summary has them\n";
}

}  // namespace

std::string render_github_annotations(const Result& result,
                                      const std::filesystem::path& repository) {
  std::string text;
  std::array<std::size_t, 3> counts{};
  const auto findings = listed(result, repository);
  for (const auto& one : findings) {
    if (counts.at(static_cast<std::size_t>(one.finding->severity))++ < most_of_a_level)
      text += annotation(one);
  }
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const std::size_t count = counts.at(static_cast<std::size_t>(severity));
    if (count > most_of_a_level) text += count_of_rest(severity, count - most_of_a_level);
  }
  return text;
}

std::string without_workflow_commands(const std::string& text, const std::string& token) {
  return "::stop-commands::" + token + "\n" + text + "::" + token + "::\n";
}

}  // namespace pgstair::report

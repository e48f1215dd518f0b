// SPDX-License-Identifier: MIT
#include "report/render/explanation.h"

#include <nlohmann/json.hpp>

#include "report/render/console_text.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

using StatementState = StatementProgress::State;

std::string mark_of(StatementState state, const ConsoleStyle& style) {
  if (state == StatementState::done) return painted("✓", Paint::green, style);
  return state == StatementState::unknown ? painted("?", Paint::yellow, style)
                                          : painted("✗", Paint::red, style);
}

/// The first line of a statement, cut where a terminal would end.
std::string in_brief(const std::string& statement) {
  constexpr std::size_t most = 80;
  const auto all = lines(statement);
  const std::string line = all.empty() ? "" : std::string(trim(all.front()));
  if (line.size() > most) return line.substr(0, line.find_last_of(' ', most)) + " …";
  return all.size() > 1 ? line + " …" : line;
}

std::string place_of(const Location& location) {
  if (location.line == 0) return "";
  return std::to_string(location.line) + ":" + std::to_string(location.column) + "  ";
}

std::string statements_text(const Explanation& explanation, const ConsoleStyle& style) {
  std::string text;
  for (const auto& statement : explanation.statements)
    text += "    " + mark_of(statement.state, style) + " " + place_of(statement.location) +
            in_brief(statement.text) + "\n";
  if (text.empty()) return text;
  const std::string& file = explanation.statements.front().location.file;
  return "  " + explanation.revision + (file.empty() ? "" : ", " + file) + "\n" + text;
}

std::string what_is_there(const Explanation& explanation, const ConsoleStyle& style) {
  std::string text = "\n" + painted("What is there", Paint::bold, style) + "\n";
  text += "  " + explanation.noted + "\n";
  text += statements_text(explanation, style);
  for (const auto& fact : explanation.facts) text += "  " + fact + "\n";
  if (!explanation.differences.empty())
    text += "  different from " + explanation.differs_from + ":\n";
  for (const auto& difference : explanation.differences) text += "    " + difference + "\n";
  for (const auto& what : explanation.not_seen)
    text += "  " + painted("?", Paint::yellow, style) + " not looked at: " + what + "\n";
  return text;
}

std::string how_to_go_on(const Explanation& explanation, const ConsoleStyle& style) {
  if (explanation.steps.empty() && explanation.cautions.empty()) return "";
  std::string text = "\n" + painted("To go on", Paint::bold, style) + "\n";
  for (const auto& caution : explanation.cautions)
    text += "  " + painted("!", Paint::yellow, style) + " " + caution + "\n";
  for (std::size_t i = 0; i < explanation.steps.size(); ++i) {
    const RecoveryStep& step = explanation.steps[i];
    text += "\n" + std::to_string(i + 1) + ". " + step.purpose + ":\n\n" + step.command + "\n";
  }
  return text;
}

std::string_view name_of(StatementState state) {
  if (state == StatementState::done) return "done";
  return state == StatementState::unknown ? "unknown" : "open";
}

}  // namespace

std::string render_explanation(const Explanation& explanation, const ConsoleStyle& style) {
  return for_terminal(painted(explanation.verdict, Paint::bold, style) + "\n" +
                          what_is_there(explanation, style) + how_to_go_on(explanation, style),
                      style);
}

std::string render_explanation_json(const Explanation& explanation) {
  using nlohmann::ordered_json;
  ordered_json root{{"format_version", 1},
                    {"database", explanation.database},
                    {"kind", explanation.kind},
                    {"healthy", explanation.is_healthy},
                    {"verdict", explanation.verdict},
                    {"noted", explanation.noted},
                    {"facts", explanation.facts},
                    {"revision", explanation.revision},
                    {"statements", ordered_json::array()},
                    {"differs_from", explanation.differs_from},
                    {"differences", explanation.differences},
                    {"not_seen", explanation.not_seen},
                    {"cautions", explanation.cautions},
                    {"steps", ordered_json::array()}};
  for (const auto& statement : explanation.statements)
    root["statements"].push_back({{"state", name_of(statement.state)},
                                  {"text", statement.text},
                                  {"location", to_string(statement.location)}});
  for (const auto& step : explanation.steps)
    root["steps"].push_back({{"purpose", step.purpose}, {"command", step.command}});
  return root.dump(2) + "\n";
}

}  // namespace pgstair::report

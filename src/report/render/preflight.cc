// SPDX-License-Identifier: MIT
#include "report/render/preflight.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/render/console_text.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

std::string count_of(const PreflightQuestion& question) {
  const std::string rows = counted(question.rows, "row");
  return question.more ? "at least " + rows : rows;
}

std::string answer(const PreflightQuestion& question, const ConsoleStyle& style) {
  if (!question.not_answered.empty())
    return painted("?", Paint::yellow, style) + " not answered: " + question.not_answered;
  if (question.rows == 0) return painted("✓", Paint::green, style) + " no such row";
  std::string text = painted("✗", Paint::red, style) + " " + count_of(question) + " would fail";
  if (!question.keys.empty()) text += ", for example " + join(question.keys, "; ");
  return text;
}

std::string question_text(const PreflightQuestion& question, const ConsoleStyle& style) {
  std::string text = "  would fail if " + question.sentence + "\n";
  text += "    " + answer(question, style) + "\n";
  const std::string place = to_string(question.location);
  if (!question.object.empty() || !place.empty()) {
    text += "    " + question.object + (question.object.empty() || place.empty() ? "" : ", ") +
            place + "\n";
  }
  const bool worth_showing =
      !question.query.empty() && (question.rows != 0 || !question.not_answered.empty());
  if (worth_showing) text += "    " + question.query + "\n";
  return text;
}

}  // namespace

bool is_clear(const Preflight& preflight) {
  return preflight.not_rehearsed.empty() &&
         std::ranges::all_of(preflight.questions, [](const PreflightQuestion& question) {
           return question.rows == 0 && question.not_answered.empty();
         });
}

std::string render_preflight(const Preflight& preflight, const ConsoleStyle& style) {
  std::string text = preflight.database + ": " + preflight.applied + "\n";
  if (preflight.pending.empty()) return text + "There is no revision left to apply.\n";
  text += counted(preflight.pending.size(), "revision") + " to apply, " +
          counted(preflight.questions.size(), "question") + " to the rows that are there\n";
  for (const auto& id : preflight.pending) {
    std::string section;
    for (const auto& question : preflight.questions) {
      if (question.revision == id) section += question_text(question, style);
    }
    for (const auto& line : preflight.not_rehearsed) {
      if (line.starts_with(id + ": "))
        section += "  " + painted("?", Paint::yellow, style) +
                   " not tried: " + line.substr(id.size() + 2) + "\n";
    }
    if (!section.empty()) text += "\n" + painted(id, Paint::bold, style) + "\n" + section;
  }
  const auto failing = std::ranges::count_if(
      preflight.questions, [](const PreflightQuestion& q) { return q.rows != 0; });
  const auto open = std::ranges::count_if(
      preflight.questions, [](const PreflightQuestion& q) { return !q.not_answered.empty(); });
  text += "\n" + std::to_string(failing) + " of " +
          counted(preflight.questions.size(), "question") + " found rows that would fail";
  if (open != 0) text += ", " + std::to_string(open) + " got no answer";
  return text + ".\n";
}

std::string render_preflight_json(const Preflight& preflight) {
  using nlohmann::ordered_json;
  ordered_json root{{"format_version", 1},
                    {"database", preflight.database},
                    {"applied", preflight.applied},
                    {"pending", preflight.pending},
                    {"rehearsed", preflight.rehearsed},
                    {"not_rehearsed", preflight.not_rehearsed},
                    {"questions", ordered_json::array()}};
  for (const auto& question : preflight.questions) {
    root["questions"].push_back({{"revision", question.revision},
                                 {"sentence", question.sentence},
                                 {"object", question.object},
                                 {"location", to_string(question.location)},
                                 {"query", question.query},
                                 {"not_answered", question.not_answered},
                                 {"rows", question.rows},
                                 {"more", question.more},
                                 {"keys", question.keys}});
  }
  return root.dump(2) + "\n";
}

}  // namespace pgstair::report

// SPDX-License-Identifier: MIT
#include "report/render/preflight.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/render/console_text.h"
#include "support/contains.h"
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
  const bool of_sequence = question.kind == PreflightQuestion::Kind::sequence;
  std::string text = painted("✗", Paint::red, style) + " " + count_of(question) +
                     (of_sequence ? (question.rows == 1 ? " is" : " are") : " would fail") +
                     (of_sequence ? " in the way" : "");
  if (!question.keys.empty()) text += ", for example " + join(question.keys, "; ");
  return text;
}

std::string place_of(const std::string& object, const Location& location) {
  const std::string place = to_string(location);
  if (object.empty() && place.empty()) return {};
  return "    " + object + (object.empty() || place.empty() ? "" : ", ") + place + "\n";
}

std::string question_text(const PreflightQuestion& question, const ConsoleStyle& style) {
  std::string text = "  would fail if " + question.sentence + "\n";
  text += "    " + answer(question, style) + "\n";
  text += place_of(question.object, question.location);
  const bool worth_showing =
      !question.query.empty() && (question.rows != 0 || !question.not_answered.empty());
  if (worth_showing) text += "    " + question.query + "\n";
  return text;
}

std::string mark_of(PreflightFact::Weight weight, const ConsoleStyle& style) {
  if (weight == PreflightFact::Weight::stops) return painted("✗", Paint::red, style);
  if (weight == PreflightFact::Weight::unknown) return painted("?", Paint::yellow, style);
  return painted("!", Paint::yellow, style);
}

std::string fact_text(const PreflightFact& fact, const ConsoleStyle& style) {
  std::string text = "  " + mark_of(fact.weight, style) + " " + fact.sentence + "\n";
  text += place_of({}, fact.location);
  if (!fact.query.empty()) text += "    " + fact.query + "\n";
  if (!fact.advice.empty()) text += "    → " + fact.advice + "\n";
  return text;
}

/// What is said of one revision; with an empty id, of the database as it is.
std::string section_of(const Preflight& preflight, const std::string& id,
                       const ConsoleStyle& style) {
  std::string section;
  for (const auto& question : preflight.questions) {
    if (question.revision == id) section += question_text(question, style);
  }
  for (const auto& fact : preflight.facts) {
    if (fact.revision == id) section += fact_text(fact, style);
  }
  for (const auto& line : preflight.not_rehearsed) {
    if (line.starts_with(id + ": "))
      section += "  " + painted("?", Paint::yellow, style) +
                 " not tried: " + line.substr(id.size() + 2) + "\n";
  }
  return section;
}

std::string sections(const Preflight& preflight, const ConsoleStyle& style) {
  std::vector<std::string> ids;  // applied ones that something is said of, then the pending
  for (const auto& fact : preflight.facts) {
    const bool is_new = !contains(preflight.pending, fact.revision) &&
                        !contains(ids, fact.revision) && !fact.revision.empty();
    if (is_new) ids.push_back(fact.revision);
  }
  ids.insert(ids.end(), preflight.pending.begin(), preflight.pending.end());
  std::string text;
  if (const auto section = section_of(preflight, "", style); !section.empty())
    text += "\n" + painted("The database as it is", Paint::bold, style) + "\n" + section;
  for (const auto& id : ids) {
    const std::string section = section_of(preflight, id, style);
    if (!section.empty()) text += "\n" + painted(id, Paint::bold, style) + "\n" + section;
  }
  return text;
}

/// What was asked of what, in words: "0 of 0" would pass for an answer.
std::string what_was_asked(const Preflight& preflight) {
  if (preflight.pending.empty()) {
    return "Nothing is pending: no revision is left to apply, so no question was put to the "
           "rows.\n";
  }
  const std::string pending = counted(preflight.pending.size(), "revision") + " to apply, ";
  if (!preflight.questions.empty())
    return pending + counted(preflight.questions.size(), "question") +
           " to the rows that are there\n";
  const std::size_t tried = preflight.rehearsed.size();
  if (tried == 0)
    return pending + "none of which could be tried, so no question was put to the rows\n";
  std::string text = pending + "no question to the rows that are there: ";
  text += tried == preflight.pending.size()
              ? (tried == 1 ? "it was" : "all were")
              : std::to_string(tried) + " of them " + (tried == 1 ? "was" : "were");
  return text + " tried with " + counted(preflight.rows_each, "row") +
         " in each table concerned, and demanded nothing of them\n";
}

std::string summary(const Preflight& preflight) {
  using Weight = PreflightFact::Weight;
  std::string text;
  const auto failing = std::ranges::count_if(
      preflight.questions, [](const PreflightQuestion& q) { return q.rows != 0; });
  const auto open = std::ranges::count_if(
      preflight.questions, [](const PreflightQuestion& q) { return !q.not_answered.empty(); });
  if (!preflight.questions.empty()) {
    text += std::to_string(failing) + " of " + counted(preflight.questions.size(), "question") +
            " found rows that would fail";
    if (open != 0) text += ", " + std::to_string(open) + " got no answer";
    text += ".\n";
  }
  const auto of_weight = [&](Weight weight) {
    return static_cast<std::size_t>(
        std::ranges::count(preflight.facts, weight, &PreflightFact::weight));
  };
  if (const std::size_t stops = of_weight(Weight::stops); stops != 0)
    text += counted(stops, "thing") + " in the database's state" +
            (stops == 1 ? " stands" : " stand") + " in the way.\n";
  if (const std::size_t unknown = of_weight(Weight::unknown); unknown != 0)
    text += counted(unknown, "thing") + " could not be found out.\n";
  if (!preflight.not_rehearsed.empty())
    text += counted(preflight.not_rehearsed.size(), "revision") + " could not be tried.\n";
  if (text.empty() && !preflight.pending.empty())
    text = "Nothing was found that would stop " +
           std::string(preflight.pending.size() == 1 ? "it" : "them") +
           ", as far as this was asked.\n";
  if (!preflight.looked_at.empty())
    text += "Looked at besides: " + join(preflight.looked_at, ", ") + ".\n";
  return text;
}

std::string_view name_of(PreflightFact::Weight weight) {
  if (weight == PreflightFact::Weight::stops) return "stops";
  return weight == PreflightFact::Weight::unknown ? "unknown" : "told";
}

}  // namespace

bool is_clear(const Preflight& preflight) {
  return preflight.not_rehearsed.empty() &&
         std::ranges::all_of(preflight.questions,
                             [](const PreflightQuestion& question) {
                               return question.rows == 0 && question.not_answered.empty();
                             }) &&
         std::ranges::all_of(preflight.facts, [](const PreflightFact& fact) {
           return fact.weight == PreflightFact::Weight::told;
         });
}

std::string render_preflight(const Preflight& preflight, const ConsoleStyle& style) {
  std::string text = preflight.database + ": " + preflight.applied + "\n";
  text += what_was_asked(preflight) + sections(preflight, style);
  const std::string end = summary(preflight);
  return for_terminal(text + (end.empty() ? "" : "\n" + end), style);
}

std::string render_preflight_json(const Preflight& preflight) {
  using nlohmann::ordered_json;
  ordered_json root{{"format_version", 1},
                    {"database", preflight.database},
                    {"applied", preflight.applied},
                    {"pending", preflight.pending},
                    {"rehearsed", preflight.rehearsed},
                    {"not_rehearsed", preflight.not_rehearsed},
                    {"looked_at", preflight.looked_at},
                    {"questions", ordered_json::array()},
                    {"facts", ordered_json::array()}};
  for (const auto& question : preflight.questions) {
    root["questions"].push_back(
        {{"revision", question.revision},
         {"kind", question.kind == PreflightQuestion::Kind::sequence ? "sequence" : "demand"},
         {"sentence", question.sentence},
         {"object", question.object},
         {"location", to_string(question.location)},
         {"query", question.query},
         {"not_answered", question.not_answered},
         {"rows", question.rows},
         {"more", question.more},
         {"keys", question.keys}});
  }
  for (const auto& fact : preflight.facts) {
    root["facts"].push_back({{"kind", fact.kind},
                             {"weight", name_of(fact.weight)},
                             {"revision", fact.revision},
                             {"object", fact.object},
                             {"sentence", fact.sentence},
                             {"location", to_string(fact.location)},
                             {"query", fact.query},
                             {"advice", fact.advice}});
  }
  return root.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace pgstair::report

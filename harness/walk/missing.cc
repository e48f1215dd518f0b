// SPDX-License-Identifier: MIT
#include "walk/missing.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "postgres/script_statement.h"
#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"
#include "walk/script_runner.h"

namespace pgstair::walk {

namespace {

bool is_applied(ScriptSession& session, const sql::Statement& statement) {
  const postgres::TimeLimit::Span span(session.limit());
  const auto outcome = postgres::try_statement(session.session(), statement);
  return outcome && postgres::failure(*outcome) == nullptr;
}

/// Words of an object's description that are no names: "trigger t on public.users".
bool is_a_name(std::string_view word) {
  constexpr std::string_view others[] = {"on",     "public", "table", "column",  "constraint",
                                         "index",  "view",   "type",  "trigger", "function",
                                         "schema", "policy", "rule",  "sequence"};
  return !word.empty() && !contains(others, word);
}

std::vector<std::string> words_of(const std::string& object) {
  constexpr std::string_view separators = " .,()\"";
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < object.size()) {
    const std::size_t end = std::min(object.find_first_of(separators, at), object.size());
    if (const auto word = object.substr(at, end - at); is_a_name(word)) words.push_back(word);
    at = end + 1;
  }
  return words;
}

bool may_come_from(const Missing& missing, const report::Finding& finding) {
  if (!missing.lacking || finding.object.empty()) return true;
  return std::ranges::any_of(words_of(finding.object), [&](const std::string& word) {
    return chain::mentions(*missing.lacking, word);
  });
}

bool is_wrong_anywhere(const report::Finding& finding) {
  constexpr std::string_view syntax_error = "42601";
  constexpr std::string_view in_transaction_block = "25001";
  const auto sqlstate = finding.evidence.find("sqlstate");
  return finding.code == "upgrade-needs-client" ||
         (sqlstate != finding.evidence.end() &&
          (sqlstate->second == syntax_error || sqlstate->second == in_transaction_block));
}

}  // namespace

bool can_be_applied_partly(const chain::Script& script) {
  const auto* text = std::get_if<chain::SqlScript>(&script);
  return text != nullptr && std::ranges::none_of(text->statements, [](const auto& statement) {
           return sql::classify(statement.text) == sql::StatementClass::transaction_control;
         });
}

chain::SqlScript apply_partly(ScriptSession& session, const chain::SqlScript& script) {
  chain::SqlScript lacking{script.file, {}, script.transactions};
  const bool is_one = script.transactions == chain::Transactions::one;
  if (is_one) session.session().execute("BEGIN");
  for (const auto& statement : script.statements) {
    const auto apply = [&] { return is_applied(session, statement); };
    const bool applied = is_one ? keep_if(session.session(), apply) : apply();
    if (!applied) lacking.statements.push_back(statement);
  }
  if (is_one) {
    StepOutcome outcome;
    session.commit(script, Leaks::ignored, outcome);
    if (!outcome.ok()) lacking.statements = script.statements;
  }
  session.reset();
  return lacking;
}

std::optional<chain::SqlScript> text_of_code(const chain::Revision& revision) {
  const auto* code = std::get_if<chain::ProgramScript>(&*revision.up);
  std::error_code unreadable;
  if (code == nullptr || !std::filesystem::is_regular_file(code->location.file, unreadable))
    return std::nullopt;
  const std::string& file = code->location.file;
  return chain::SqlScript{file, {{read_file(file), {file}}}, chain::Transactions::one};
}

void doubt(const std::vector<const Missing*>& missing, CheckOutcome& outcome) {
  std::string doubtful;
  std::erase_if(outcome.findings, [&](const report::Finding& finding) {
    if (finding.severity == report::Severity::note || is_wrong_anywhere(finding)) return false;
    const auto cause = std::ranges::find_if(
        missing, [&](const Missing* one) { return may_come_from(*one, finding); });
    if (cause == missing.end()) return false;
    if (doubtful.empty()) {
      doubtful = "it was walked without " + (*cause)->revision->id +
                 ", which could not be applied, and its " + finding.code + " may come from that";
    }
    return true;
  });
  if (doubtful.empty()) return;
  const bool fails = std::ranges::any_of(outcome.findings, [](const report::Finding& finding) {
    return finding.severity != report::Severity::note;
  });
  if (fails) return;
  outcome.verdict = report::Verdict::not_checked;
  outcome.reason = doubtful;
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "chain/declarations.h"

#include <optional>
#include <string>
#include <utility>

#include "chain/migration_folder.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::string_view of_pgstair = "pgstair:";
constexpr std::string_view of_dbmate = "migrate:";

const std::vector<std::string>& declared_verbs() {
  static const std::vector<std::string> verbs{"irreversible", "loses", "allow"};
  return verbs;
}

/// The first word, and the rest without the blanks around it.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  const auto word = text.substr(0, text.find_first_of(" \t"));
  return {word, trim(text.substr(word.size()))};
}

std::optional<Declaration> declaration_of(std::string_view line) {
  auto rest = trim(line);
  if (!rest.starts_with("--")) return std::nullopt;
  rest = trim(rest.substr(2));
  const bool is_ours = rest.starts_with(of_pgstair);
  if (!is_ours && !rest.starts_with(of_dbmate)) return std::nullopt;
  rest.remove_prefix((is_ours ? of_pgstair : of_dbmate).size());
  const auto [verb, words] = first_word(is_ours ? trim(rest) : rest);
  if (!is_ours && !is_declaration(verb)) return std::nullopt;
  return Declaration{is_ours ? "-- pgstair: " : "-- migrate:", verb, words, {}};
}

void add_losses(const Declaration& declaration, Revision& revision) {
  const auto names = replace_all(std::string(declaration.words), ",", " ");
  for (const auto name : words_of(names))
    revision.losses.push_back({std::string(name), declaration.location});
}

/// What to write instead of a verb that there is not.
std::string advice_for(const Declaration& declaration) {
  const std::string prefix(declaration.prefix);
  if (const auto meant = nearest(declaration.verb, declared_verbs()))
    return "did you mean " + prefix + *meant + "?";
  return "write " + prefix + "irreversible REASON, " + prefix + "loses TABLE.COLUMN or " + prefix +
         "allow CODE REASON";
}

}  // namespace

bool is_declaration(std::string_view migrate_verb) {
  const auto meant = nearest(migrate_verb, {"up", "down", "parents", "loses", "irreversible"});
  return meant == "loses" || meant == "irreversible";
}

void declare(const Declaration& declaration, Revision& revision, std::vector<Fault>& faults) {
  const auto report = [&](const std::string& message, std::string advice) {
    faults.push_back({"bad-marker", message, declaration.location, revision.id, std::move(advice)});
  };
  const auto& [prefix, verb, words, location] = declaration;
  const auto written = std::string(prefix) + std::string(verb);
  if (verb == "irreversible") {
    revision.irreversible = std::string(words);
    if (words.empty()) report(written + " gives no reason", "say why after it");
  } else if (verb == "loses") {
    add_losses(declaration, revision);
    if (words.empty()) report(written + " names nothing", "write TABLE.COLUMN after it");
  } else if (verb == "allow") {
    const auto [code, reason] = first_word(words);
    if (reason.empty())
      return report(written + " needs a finding's code and a reason",
                    "write " + std::string(prefix) + "allow CODE REASON");
    revision.suppressions.push_back({std::string(code), std::string(reason), location});
  } else {
    report(
        "a comment that declares nothing: " + std::string(trim(written + " " + std::string(words))),
        advice_for(declaration));
  }
}

void read_declarations(std::string_view text, const Location& origin, Revision& revision,
                       std::vector<Fault>& faults) {
  Location here = origin;
  for (const auto line : lines(text)) {
    if (auto declaration = declaration_of(line)) {
      here.column = static_cast<int>(line.find("--")) + 1;
      declaration->location = here;
      declare(*declaration, revision, faults);
    }
    ++here.line;
  }
}

}  // namespace pgstair::chain

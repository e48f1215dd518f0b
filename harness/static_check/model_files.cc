// SPDX-License-Identifier: MIT
#include "static_check/model_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "checks/findings.h"
#include "model/psql_script.h"
#include "sql/named_objects.h"
#include "static_check/check_outcome.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

using Names = std::set<std::string, std::less<>>;

/// Where there are no files of SQL to look at, why.
std::string why_no_files(const verify::Options& options) {
  if (!options.model_database.empty()) return "the model is a database";
  if (!options.model_command.empty()) return "a command makes the model";
  if (options.model.empty())
    return options.model_metadata ? "there is no model in files" : "there is no model";
  const bool is_snapshot = std::ranges::any_of(
      options.model, [](const auto& file) { return file.extension() != ".sql"; });
  return is_snapshot ? "the model is no file of SQL" : "";
}

class ModelFiles {
 public:
  explicit ModelFiles(std::vector<report::Finding>& findings) : findings_(findings) {}

  void read(const std::filesystem::path& file) {
    const std::string text = model::without_psql_parts(read_file(file));
    for (const auto& statement : sql::split_statements(text, {file.string(), 1, 1})) {
      if (const auto error = sql::parse_error(statement.text)) {
        report("model-does-not-parse",
               "The model has a statement that does not parse: " + error->message,
               sql::location_at(statement, static_cast<int>(error->offset) + 1));
      } else if (const auto object = sql::created_object(statement.text)) {
        note(*object, statement.location);
      }
    }
  }

  /// Of what the chain names nowhere; `names` are all its words.
  void compare_with(const Names& names) {
    for (const auto& [object, place] : first_) {
      const std::string name = object_names_.at(object);
      if (names.contains(lower(name))) continue;
      report("model-object-not-in-chain",
             "The model has " + object + ", and no revision has a word of that name", place);
      findings_.back().object = object;
    }
  }

 private:
  void note(const sql::NamedObject& object, const Location& place) {
    const std::string name = sql::to_string(object);
    const auto [first, is_new] = first_.emplace(name, place);
    object_names_.emplace(name, object.name.name);
    // Functions of one name may differ in their arguments, and a model may be loaded twice.
    if (is_new || object.may_exist || object.kind == "function") return;
    report("model-object-twice",
           "The model creates " + name + " here and in " + to_string(first->second), place);
    findings_.back().object = name;
  }

  void report(const char* code, const std::string& message, const Location& place) {
    findings_.push_back(checks::finding(code, "", message, place));
  }

  std::vector<report::Finding>& findings_;
  std::map<std::string, Location> first_;  ///< by kind and name
  std::map<std::string, std::string> object_names_;
};

/// Every word of the chain's scripts; nothing if some of it is no SQL.
std::optional<Names> words_of_chain(const TextChain& chain) {
  Names names;
  for (const auto& revision : chain.chain.revisions) {
    const auto* up = chain::sql_of(revision.up);
    if (up == nullptr) return std::nullopt;
    for (const auto& statement : up->statements) sql::add_names(statement.text, names);
  }
  return names;
}

}  // namespace

void judge_model_files(const verify::Options& options, const TextChain& chain,
                       report::Result& result) {
  constexpr const char* check = "model_files";
  if (const std::string why = why_no_files(options); !why.empty())
    return note_not_checked(check, why, result);
  std::vector<report::Finding> findings;
  ModelFiles files(findings);
  for (const auto& file : options.model) files.read(file);
  if (const auto names = words_of_chain(chain)) files.compare_with(*names);
  note_checked(check, std::move(findings), result);
}

}  // namespace pgstair::static_check

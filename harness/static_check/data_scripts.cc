// SPDX-License-Identifier: MIT
#include "static_check/data_scripts.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "checks/findings.h"
#include "model/psql_script.h"
#include "sql/facts.h"
#include "sql/script.h"
#include "sql/words.h"
#include "static_check/check_outcome.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

namespace fs = std::filesystem;
using report::Finding;
using sql::StatementKind;

/// The digits at the beginning, with dashes, dots or underscores between them.
std::string leading_number(std::string_view name) {
  std::string digits;
  for (const char c : name) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
    } else if (c != '-' && c != '.' && c != '_') {
      break;
    }
  }
  return digits;
}

/// 2024-05-31, 20240531, 2024_05_31_1200.
bool begins_with_date(const std::string& name) {
  const std::string digits = leading_number(name);
  if (digits.size() < 8) return false;
  const std::string_view month = std::string_view(digits).substr(4, 2);
  const std::string_view day = std::string_view(digits).substr(6, 2);
  return digits >= "1990" && digits < "2100" && month >= "01" && month <= "12" && day >= "01" &&
         day <= "31";
}

bool has_any(const sql::Statement& statement, std::initializer_list<const char*> wanted) {
  sql::Words words(statement.text);
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (std::ranges::find(wanted, word) != wanted.end()) return true;
  }
  return false;
}

/// An INSERT that looks at nothing adds its rows again each time it runs.
bool adds_rows_again(const sql::Statement& statement, StatementKind kind) {
  if (kind == StatementKind::copy) return has_any(statement, {"from"});
  return kind == StatementKind::insert &&
         !has_any(statement, {"conflict", "exists", "except", "not"});
}

/// `SET n = n + 1`: the column again, in what it becomes.
bool counts_on(const sql::Statement& statement, StatementKind kind) {
  if (kind != StatementKind::update) return false;
  sql::Words words(statement.text);
  std::string before;
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "where" || word == "from") return false;
    if (word == "=" && words.take(before)) {
      const auto next = words.next();
      if (next == "+" || next == "-" || next == "*" || next == "/" || next == "|") return true;
    }
    before = word;
  }
  return false;
}

class DataScript {
 public:
  DataScript(const fs::path& file, std::vector<Finding>& findings)
      : file_(file), findings_(findings) {}

  void judge() {
    if (!begins_with_date(file_.filename().string()))
      add("data-script-undated", "Its name does not begin with a date", {file_.string()});
    const std::string text = model::without_psql_parts(read_file(file_));
    const auto statements = sql::split_statements(text, {file_.string(), 1, 1});
    for (const auto& statement : statements) judge_repetition(statement);
    judge_transaction(statements);
  }

 private:
  void add(const char* code, const std::string& message, const Location& place) {
    findings_.push_back(checks::finding(code, "", message, place));
    findings_.back().object = file_.filename().string();
  }

  void judge_repetition(const sql::Statement& statement) {
    const StatementKind kind = sql::facts(statement.text).kind;
    if (adds_rows_again(statement, kind))
      add("data-script-not-idempotent", "Run twice, it adds its rows twice", statement.location);
    if (counts_on(statement, kind))
      add("data-script-not-idempotent", "Run twice, it changes the values twice",
          statement.location);
  }

  /// One statement is a transaction by itself; and what cannot be in one is its author's choice.
  void judge_transaction(const std::vector<sql::Statement>& statements) {
    const auto is = [](sql::StatementClass wanted) {
      return [wanted](const sql::Statement& s) { return sql::classify(s.text) == wanted; };
    };
    if (statements.size() < 2) return;
    if (std::ranges::any_of(statements, is(sql::StatementClass::outside_transaction))) return;
    if (std::ranges::any_of(statements, is(sql::StatementClass::transaction_control))) return;
    add("data-script-without-transaction",
        "Its " + counted(statements.size(), "statement") +
            " are no transaction: if one fails, those before it stay",
        statements.front().location);
  }

  const fs::path& file_;
  std::vector<Finding>& findings_;
};

}  // namespace

void judge_data_scripts(const verify::Options& options, report::Result& result) {
  if (options.data_scripts.empty()) return;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(options.data_scripts)) {
    if (entry.is_regular_file() && entry.path().extension() == ".sql")
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<Finding> findings;
  for (const auto& file : files) DataScript(file, findings).judge();
  note_checked("data_scripts", std::move(findings), result);
}

}  // namespace pgstair::static_check

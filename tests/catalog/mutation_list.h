// SPDX-License-Identifier: MIT
#pragma once

#include <cctype>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/session.h"
#include "sql/script.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog {

/// A mutation is
///
///     --= T03 UNLOGGED
///     --= expect changed table public.t: persistence
///     --= both               optional: statements for both databases, each run on its own
///     CREATE ROLE …;
///     --= from
///     CREATE TABLE t (a int);
///     --= to
///     CREATE UNLOGGED TABLE t (a int);
///
/// with any of `--= since 18` (the first server version that has it), `--= until 14` (the last),
/// `--= beyond pg_dump` (its text does not tell), and several lines of `--= expect`.
struct Mutation {
  std::string file;
  std::string name;
  std::string expected;
  std::map<std::string, std::string, std::less<>> sql;  ///< by section: both, from, to
  int since = 0;
  int until = 99;
  bool beyond_pg_dump = false;
};

inline bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

inline std::vector<Mutation> parse_mutations(const std::string& file) {
  const std::string text = read_file(file);
  std::vector<Mutation> mutations;
  std::string* section = nullptr;
  for (const std::string_view line : lines(text)) {
    std::string_view rest = line;
    if (!take(rest, "--= ")) {
      if (section != nullptr) *section += std::string(line) + "\n";
    } else if (take(rest, "expect ")) {
      mutations.back().expected += std::string(rest) + "\n";
    } else if (rest == "both" || rest == "from" || rest == "to") {
      section = &mutations.back().sql[std::string(rest)];
    } else if (take(rest, "since ")) {
      mutations.back().since = std::stoi(std::string(rest));
    } else if (take(rest, "until ")) {
      mutations.back().until = std::stoi(std::string(rest));
    } else if (rest == "beyond pg_dump") {
      mutations.back().beyond_pg_dump = true;
    } else {
      mutations.push_back({.file = file, .name = std::string(rest), .expected = {}, .sql = {}});
      section = nullptr;
    }
  }
  return mutations;
}

/// Those of all files in mutations/.
inline std::vector<Mutation> all_mutations() {
  std::vector<Mutation> mutations;
  const auto folder = std::filesystem::path(PGSTAIR_SOURCE_DIR) / "tests/catalog/mutations";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    for (auto& mutation : parse_mutations(entry.path())) mutations.push_back(std::move(mutation));
  }
  return mutations;
}

/// Statement by statement, as CREATE INDEX CONCURRENTLY and its like ask for.
inline void run_script(postgres::Session& session, const std::string& script) {
  for (const auto& statement : sql::split_statements(script, {})) session.execute(statement.text);
}

/// "C13 generated expression" as GoogleTest takes it.
inline std::string test_name(const std::string& name) {
  std::string result = name;
  for (char& c : result) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return result;
}

}  // namespace pgstair::catalog

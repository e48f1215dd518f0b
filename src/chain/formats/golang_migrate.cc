// SPDX-License-Identifier: MIT
// golang-migrate's rules, from its sources (golang-migrate/migrate):
//
// - A migration is a file ^([0-9]+)_(.*)\.(down|up)\.(.*)$ whose number fits 64 bits; every other
//   file is silently skipped (source/parse.go, source/iofs/iofs.go).
// - The order is the number's; a version may have an up, a down, or both; a second file for the
//   same version and direction makes the tool refuse the whole folder (source/migration.go).
// - The file is sent as it is in one simple query, without a transaction of the tool's own, so
//   several statements make one implicit transaction (database/postgres/postgres.go, Run). The
//   option x-multi-statement, which sends them one by one, is a matter of the connection URL and
//   cannot be seen here.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/up_down_files.h"

namespace pgstair::chain {

namespace {

std::optional<UpDownFile> parse(const Entry& entry) {
  constexpr std::string_view largest = "18446744073709551615";
  const std::string_view name = entry.name;
  const auto version = leading_digits(name);
  if (entry.is_folder || version.empty() || compare_numbers(version, largest) > 0) {
    return std::nullopt;
  }
  if (!name.substr(version.size()).starts_with('_')) return std::nullopt;
  // The pattern is greedy: the last .up. or .down. counts.
  const auto up = name.rfind(".up.");
  const auto down = name.rfind(".down.");
  if (up == std::string_view::npos && down == std::string_view::npos) return std::nullopt;
  const bool is_up = down == std::string_view::npos || (up != std::string_view::npos && up > down);
  return UpDownFile{std::string(version), std::string(name.substr(0, is_up ? up : down)),
                    entry.path, is_up};
}

Transactions transactions_of(std::string_view, const std::vector<sql::Statement>& statements) {
  return transactions_of_simple_query(statements);
}

}  // namespace

std::size_t recognise_golang_migrate(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Entry& entry) {
    return entry.name.ends_with(".sql") && parse(entry);
  }));
}

ReadResult read_golang_migrate(const std::filesystem::path& folder, const ReadOptions&) {
  ReadResult result{"golang-migrate", {}, {}};
  std::vector<UpDownFile> files;
  for (const auto& entry : entries(folder)) {
    if (auto file = parse(entry)) {
      files.push_back(std::move(*file));
    } else if (!entry.is_folder && entry.name.ends_with(".sql")) {
      result.faults.push_back({"ignored-file",
                               "golang-migrate skips this file without a word: its name is not "
                               "VERSION_title.up.sql or VERSION_title.down.sql",
                               {entry.path.string()},
                               "",
                               "rename it, or move it out of the folder"});
    }
  }
  read_up_down_files(folder, std::move(files),
                     {"golang-migrate refuses a folder with two files for one version",
                      "golang-migrate orders by number", transactions_of},
                     result);
  return result;
}

}  // namespace pgstair::chain

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
#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/up_down_files.h"

namespace pgstair::chain {

namespace {

std::optional<UpDownFile> golang_migrate_file(const Entry& entry) {
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

Transactions golang_migrate_transactions(const std::filesystem::path&, std::string_view,
                                         const std::vector<sql::Statement>& statements) {
  return transactions_of_simple_query(statements);
}

constexpr UpDownFormat golang_migrate_files{
    .name = "golang-migrate",
    .parse = golang_migrate_file,
    .of_ignored =
        "golang-migrate skips this file without a word: its name is not "
        "VERSION_title.up.sql or VERSION_title.down.sql",
    .of_duplicates = "golang-migrate refuses a folder with two files for one version",
    .of_order = "golang-migrate orders by number",
    .transactions = golang_migrate_transactions};

std::size_t recognise_golang_migrate(const std::filesystem::path& folder) {
  return count_up_down_files(folder, golang_migrate_files);
}

ReadResult read_golang_migrate(const std::filesystem::path& folder, const ReadOptions& options) {
  return read_up_down_files(folder, golang_migrate_files, options);
}

}  // namespace

Format golang_migrate_format() {
  return {.name = "golang-migrate",
          .looks_like = "N_name.up.sql beside N_name.down.sql",
          .closer_than = {"plain"},
          .recognise = recognise_golang_migrate,
          .read = read_golang_migrate,
          .version_table =
              {.name = "schema_migrations",
               .made_by =
                   "CREATE TABLE IF NOT EXISTS schema_migrations (version bigint NOT NULL PRIMARY "
                   "KEY, dirty boolean NOT NULL)",
               .version = "version::text",
               .failed = "dirty",
               .holds_last = true,
               .late = "golang-migrate never applies it",
               .version_of = before_underscore},
          .one_session = true,
          .outside_transaction =
              "golang-migrate sends a file in one piece, and several statements of "
              "it are one transaction: give the statement a file of its own."};
}

}  // namespace pgstair::chain

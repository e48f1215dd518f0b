// SPDX-License-Identifier: MIT
// pop's rules, from its sources (ory/pop: match.go, migrator.go, migration_content.go; ory's popx
// in ory/kratos: match.go, migrator.go):
//
// - A migration is a file ^(\d+)_([^.]+)(\.DIALECT)?(\.autocommit)?\.(up|down)\.(sql|fizz)$; other
//   files are skipped with a warning. `.autocommit` is popx's.
// - postgres, postgresql, pg and pgx are one dialect; files of others are left alone. Where a
//   version has a file of the dialect and one without, the first is run and the other is not.
// - The order is that of the versions as text; whatever is not noted is applied, also what comes
//   before an applied one.
// - Each runs in a transaction of its own, sent in one piece; an autocommit one outside of any.
// - The text is a template of Go, with the dialect's name and options; pgstair fills in names that
//   [placeholders] has, and runs no code of a template. fizz is a language of pop's own.
#include <algorithm>
#include <array>
#include <optional>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/up_down_files.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::array<std::string_view, 4> postgres_to_pop{"postgres", "postgresql", "pg", "pgx"};
constexpr std::array<std::string_view, 8> other_dialects{
    "mysql", "mariadb", "sqlite3", "sqlite", "cockroach", "cockroachdb", "crdb", "yugabytedb"};

/// A file's name, taken apart.
struct PopName {
  std::string version;
  std::string title;    ///< with the version: 20240131_users
  std::string dialect;  ///< empty: for all
  bool autocommit = false;
  bool is_up = false;
  std::string type;  ///< sql, fizz
};

std::optional<PopName> pop_name(const Entry& entry) {
  const auto parts = split(entry.name, '.');
  constexpr std::size_t fewest = 3;  // title, direction, type
  constexpr std::size_t most = 5;
  if (entry.is_folder || parts.size() < fewest || parts.size() > most) return std::nullopt;
  const auto digits = leading_digits(parts[0]);
  const auto direction = parts[parts.size() - 2];
  PopName name{std::string(digits), std::string(parts[0]),    {}, false,
               direction == "up",   std::string(parts.back())};
  const bool is_migration = !digits.empty() && parts[0].substr(digits.size()).starts_with('_') &&
                            (name.is_up || direction == "down") &&
                            (name.type == "sql" || name.type == "fizz");
  if (!is_migration) return std::nullopt;
  for (std::size_t i = 1; i + 2 < parts.size(); ++i) {
    if (parts[i] == "autocommit") {
      name.autocommit = true;
    } else if (name.dialect.empty() && !name.autocommit) {
      name.dialect = parts[i];
    } else {
      return std::nullopt;
    }
  }
  return name;
}

/// Whether the file without a dialect gives way to one for Postgres.
bool has_one_for_postgres(const Entry& entry, const PopName& name) {
  const std::string end = std::string(name.is_up ? ".up." : ".down.") + "sql";
  return std::ranges::any_of(postgres_to_pop, [&](std::string_view dialect) {
    std::error_code ignored;
    const auto begin = name.title + "." + std::string(dialect);
    const auto folder = entry.path.parent_path();
    return std::filesystem::exists(folder / (begin + end), ignored) ||
           std::filesystem::exists(folder / (begin + ".autocommit" + end), ignored);
  });
}

std::optional<UpDownFile> pop_file(const Entry& entry) {
  const auto name = pop_name(entry);
  if (!name) return std::nullopt;
  const bool is_taken = name->dialect.empty() ? !has_one_for_postgres(entry, *name)
                                              : contains(postgres_to_pop, name->dialect);
  if (!is_taken) return std::nullopt;
  return UpDownFile{name->version, name->title, entry.path, name->is_up};
}

Transactions pop_transactions(const std::filesystem::path& file, std::string_view,
                              const std::vector<sql::Statement>& statements) {
  const bool autocommit = file.filename().string().find(".autocommit.") != std::string::npos;
  return autocommit ? transactions_of_simple_query(statements) : Transactions::one;
}

constexpr UpDownFormat pop_files{
    .name = "pop",
    .parse = pop_file,
    .of_ignored =
        "pop skips this file with a warning: its name is not VERSION_name.up.sql or "
        "VERSION_name.DIALECT.up.sql",
    .of_duplicates = "pop applies the first and takes the other for applied",
    .of_order = "pop orders by version",
    .transactions = pop_transactions,
    .is_for_another_server = [](const Entry& entry) { return pop_name(entry).has_value(); }};

/// By what no other tool has: a dialect in a name, autocommit, fizz.
bool is_surely_pop(const Entry& entry) {
  const auto name = pop_name(entry);
  return name &&
         (name->autocommit || name->type == "fizz" || contains(postgres_to_pop, name->dialect) ||
          contains(other_dialects, name->dialect));
}

std::size_t recognise_pop(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  if (std::ranges::none_of(all, is_surely_pop)) return 0;
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [](const Entry& entry) { return pop_name(entry).has_value(); }));
}

ReadResult read_pop(const std::filesystem::path& folder, const ReadOptions& options) {
  return read_up_down_files(folder, pop_files, options);
}

}  // namespace

Format pop_format() {
  return {
      .name = "pop",
      .looks_like = "N_name.postgres.up.sql beside N_name.up.sql",
      .closer_than = {"golang-migrate", "sqlx", "plain"},
      .recognise = recognise_pop,
      .read = read_pop,
      .version_table = {.name = "schema_migration",
                        .made_by =
                            "CREATE TABLE IF NOT EXISTS schema_migration (version varchar(14) NOT "
                            "NULL, PRIMARY KEY (version)); CREATE UNIQUE INDEX IF NOT EXISTS "
                            "schema_migration_version_idx ON schema_migration (version)",
                        .version = "version::text",
                        .late = "pop applies it now, after what was meant to come after it",
                        .applies_late = true,
                        .version_of = before_underscore},
      .outside_transaction =
          "pop has no way; ory's popx runs a file whose name ends in .autocommit.up.sql "
          "outside a transaction."};
}

}  // namespace pgstair::chain

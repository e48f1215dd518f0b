// SPDX-License-Identifier: MIT
// sqlx's rules, from its sources (launchbadge/sqlx):
//
// - A migration is a file <VERSION>_<DESCRIPTION>.sql, where everything before the first `_` must
//   be a 64-bit integer, or sqlx refuses the folder; a file without `_` or another suffix is
//   skipped. NAME.up.sql and NAME.down.sql are the two halves of a reversible migration, any other
//   a simple one without downgrade (sqlx-core/src/migrate/source.rs, migration_type.rs).
// - The order is the version's, as a number.
// - Each file runs in one transaction, in one simple query, unless its very first bytes are
//   `-- no-transaction` (sqlx-postgres/src/migrate.rs). Even then several statements make one
//   implicit transaction.
#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/up_down_files.h"

namespace pgstair::chain {

namespace {

constexpr std::string_view no_transaction = "-- no-transaction";

std::optional<UpDownFile> sqlx_file(const Entry& entry) {
  const std::string_view name = entry.name;
  const auto version = leading_digits(name);
  if (entry.is_folder || !name.ends_with(".sql") || version.empty()) return std::nullopt;
  if (!name.substr(version.size()).starts_with('_')) return std::nullopt;
  const bool is_down = name.ends_with(".down.sql");
  std::string_view suffix = ".sql";
  if (is_down) suffix = ".down.sql";
  if (name.ends_with(".up.sql")) suffix = ".up.sql";
  return UpDownFile{std::string(version), std::string(name.substr(0, name.size() - suffix.size())),
                    entry.path, !is_down};
}

Transactions sqlx_transactions(const std::filesystem::path&, std::string_view text,
                               const std::vector<sql::Statement>& statements) {
  if (!text.starts_with(no_transaction)) return Transactions::one;
  return transactions_of_simple_query(statements);
}

/// Whether the folder lies in a Rust package or has what `cargo sqlx prepare` writes beside it.
bool is_in_rust_package(const std::filesystem::path& folder) {
  constexpr int levels = 4;
  std::error_code error;
  auto at = std::filesystem::absolute(folder, error).lexically_normal();
  for (int i = 0; i < levels && at.has_relative_path(); ++i, at = at.parent_path()) {
    if (std::filesystem::exists(at / "Cargo.toml", error)) return true;
    if (std::filesystem::exists(at / ".sqlx", error)) return true;
  }
  return false;
}

constexpr UpDownFormat sqlx_files{
    .name = "sqlx",
    .parse = sqlx_file,
    .of_ignored =
        "sqlx does not take this file for a migration: its name is not "
        "VERSION_description.sql",
    .of_duplicates = "sqlx applies one and refuses the other, whose checksum differs",
    .of_order = "sqlx orders by number",
    .transactions = sqlx_transactions};

std::size_t recognise_sqlx(const std::filesystem::path& folder) {
  const auto count = count_up_down_files(folder, sqlx_files);
  if (count == 0 || is_in_rust_package(folder)) return count;
  const auto marked = count_files_with(
      folder, [](const Entry& entry) { return sqlx_file(entry).has_value(); },
      [](std::string_view text) { return text.starts_with(no_transaction); });
  return marked > 0 ? count : 0;
}

ReadResult read_sqlx(const std::filesystem::path& folder, const ReadOptions& options) {
  return read_up_down_files(folder, sqlx_files, options);
}

}  // namespace

Format sqlx_format() {
  return {
      .name = "sqlx",
      .looks_like = "N_name.sql, or N_name.up.sql and .down.sql, in a Rust package",
      .closer_than = {"golang-migrate", "plain"},  // as it is recognised only in a Rust package
      .recognise = recognise_sqlx,
      .read = read_sqlx,
      .version_table =
          {.name = "_sqlx_migrations",
           .made_by = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (version bigint PRIMARY KEY, "
                      "description "
                      "text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(), success "
                      "boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL)",
           .version = "version::text",
           .failed = "NOT success",
           .checksum = "encode(checksum, 'hex')",
           .late = "sqlx applies it now, after what was meant to come after it",
           .applies_late = true,
           .version_of = before_underscore},
      .one_session = true,
      .outside_transaction =
          "Give the statement a file of its own whose first line is `-- no-transaction`."};
}

}  // namespace pgstair::chain

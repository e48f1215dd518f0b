// SPDX-License-Identifier: MIT
//
// Sources: dbmate 2 (main.go), goose 3 (cmd/goose/main.go, internal/dialects/postgres.go),
// diesel_cli 2 (src/cli.rs), Prisma 6 (_prisma_migrations), sql-migrate, tern 2 (migrate.go),
// drizzle-orm (pg-core/dialect.ts), node-pg-migrate 9 (bin, runner.ts), sqlx 0.9
// (sqlx-cli/src/opt.rs, sqlx-postgres/src/migrate.rs, sqlx-core/src/migrate/migration.rs: SHA-384
// of the file).

#include <algorithm>
#include <filesystem>

#include "chain/noted.h"
#include "chain/read.h"
#include "explain/tools/all_tools.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::explain {

namespace {

using report::RecoveryStep;

/// What is each tool's own, where all keep a row for each revision.
struct RowNotes {
  std::string_view format;
  std::string_view name;
  std::string_view column;   ///< with the version
  bool are_numbers;          ///< the versions
  std::string_view upgrade;  ///< @ is the folder
  std::string_view upgrade_late;
};

constexpr RowNotes tools[] = {
    {"native", "dbmate", "version", false,
     "dbmate --url \"$DATABASE_URL\" --migrations-dir @ --no-dump-schema migrate", ""},
    {"goose", "goose", "version_id", true, "goose -dir @ postgres \"$DATABASE_URL\" up",
     "goose -dir @ -allow-missing postgres \"$DATABASE_URL\" up"},
    {"diesel", "diesel", "version", false,
     "diesel --database-url \"$DATABASE_URL\" migration run --migration-dir @", ""},
    {"sqlx", "sqlx", "version", true,
     "sqlx migrate run --source @ --database-url \"$DATABASE_URL\"", ""},
    {"prisma", "Prisma", "migration_name", false, "npx prisma migrate deploy", ""},
    {"sql-migrate", "sql-migrate", "id", false, "sql-migrate up", ""},
    {"tern", "tern", "version", true, "tern migrate --migrations @ --conn-string \"$DATABASE_URL\"",
     ""},
    {"drizzle", "Drizzle", "created_at", true, "npx drizzle-kit migrate", ""},
    {"node-pg-migrate", "node-pg-migrate", "name", false,
     "npx node-pg-migrate up --migrations-dir @",
     "npx node-pg-migrate up --migrations-dir @ --no-check-order"},
    {"plain", "psql", "version", false, "", ""},
};

class RowTool : public Tool {
 public:
  RowTool(const RowNotes& notes, const verify::Options& options, source::ChainDatabase& scratch)
      : notes_(notes),
        folder_(options.chain.string()),
        chain_(scratch.chain()),
        scratch_(scratch) {}

  std::string name() const override { return std::string(notes_.name); }
  bool keeps_versions() const override { return notes_.format != "plain"; }

  std::vector<RecoveryStep> upgrade(const std::vector<std::size_t>& pending,
                                    bool is_late) const override {
    if (!keeps_versions()) return files_of(pending);
    const bool other = is_late && !notes_.upgrade_late.empty();
    const std::string command(other ? notes_.upgrade_late : notes_.upgrade);
    return {{other ? "Apply what is pending, also what comes before an applied version"
                   : "Apply what is pending",
             replace_all(command, "@", shell_quoted(folder_))}};
  }

  std::vector<RecoveryStep> stamp(const preflight::NotedRevisions& rows,
                                  const std::vector<std::size_t>& wanted) const override {
    if (!keeps_versions() && rows.table.empty()) return {};
    RowChanges changes = row_changes(format(), chain_, rows, wanted);
    if (changes.empty()) return {};
    if (notes_.format == "node-pg-migrate") keep_order(rows, wanted, changes);
    std::vector<std::string> statements;
    std::string table = rows.table;
    if (table.empty()) {
      table = chain::find_format(format())->version_table.name;
      statements.emplace_back(chain::version_table_sql(format()));
    }
    if (notes_.format == "tern") return last_number(table, wanted, std::move(statements));
    if (!changes.surplus.empty())
      statements.push_back("DELETE FROM " + table + " WHERE " + std::string(notes_.column) +
                           " IN (" + version_list(changes.surplus, notes_.are_numbers) + ")");
    for (const std::size_t index : changes.missing)
      statements.push_back("INSERT INTO " + table + " " + row_of(chain_.revisions()[index]));
    return {{"Make " + table + " say what is there", psql_statements(statements)}};
  }

 private:
  std::string format() const { return std::string(notes_.format); }

  /// Plain files have no tool that is known.
  std::vector<RecoveryStep> files_of(const std::vector<std::size_t>& pending) const {
    std::vector<RecoveryStep> steps;
    for (const std::size_t index : pending) {
      const chain::Revision& revision = chain_.revisions()[index];
      const auto* script = chain::sql_of(revision.up);
      const bool as_one = script != nullptr && script->transactions == chain::Transactions::one;
      steps.push_back(
          {"Apply " + revision.id, std::string("psql -X \"$DATABASE_URL\" -v ON_ERROR_STOP=1 ") +
                                       (as_one ? "-1 " : "") + "-f " +
                                       shell_quoted(chain::upgrade_file(revision))});
    }
    return steps;
  }

  /// The rows' order counts: what comes before an applied one is noted with all that is.
  void keep_order(const preflight::NotedRevisions& rows, const std::vector<std::size_t>& wanted,
                  RowChanges& changes) const {
    const auto& noted = rows.applied.positions;
    const bool is_at_end = changes.missing.empty() || noted.empty() ||
                           changes.missing.front() > *std::ranges::max_element(noted);
    if (is_at_end) return;
    for (const std::size_t index : noted) {
      const std::string version = chain::noted_version(format(), chain_.revisions()[index]);
      if (!contains(changes.surplus, version)) changes.surplus.push_back(version);
    }
    changes.missing = wanted;
    std::ranges::sort(changes.missing);
  }

  /// tern keeps one row, with the number of the last.
  std::vector<RecoveryStep> last_number(const std::string& table,
                                        const std::vector<std::size_t>& wanted,
                                        std::vector<std::string> statements) const {
    const std::string number =
        wanted.empty()
            ? "0"
            : version_list({chain::noted_version(format(), chain_.revisions()[wanted.back()])},
                           notes_.are_numbers);
    statements.push_back("UPDATE " + table + " SET version = " + number);
    return {{"Make " + table + " say what is there", psql_statements(statements)}};
  }

  /// "(version) VALUES ('0042')", as the tool would have written it.
  std::string row_of(const chain::Revision& revision) const {
    const std::string version =
        version_list({chain::noted_version(format(), revision)}, notes_.are_numbers);
    if (notes_.format == "goose") return "(version_id, is_applied) VALUES (" + version + ", true)";
    if (notes_.format == "sql-migrate") return "(id, applied_at) VALUES (" + version + ", now())";
    if (notes_.format == "node-pg-migrate") return "(name, run_on) VALUES (" + version + ", now())";
    const std::string file = chain::upgrade_file(revision);
    if (notes_.format == "drizzle")
      return "(hash, created_at) VALUES (" + sha256_of(file) + ", " + version + ")";
    if (notes_.format == "prisma")
      return "(id, checksum, finished_at, migration_name, applied_steps_count) VALUES "
             "(gen_random_uuid()::text, " +
             sha256_of(file) + ", now(), " + version + ", 1)";
    if (notes_.format != "sqlx") return "(version) VALUES (" + version + ")";
    std::string description = std::filesystem::path(file).filename().string();
    description = description.substr(description.find('_') + 1);
    description = description.substr(0, description.find('.'));
    return "(version, description, success, checksum, execution_time) VALUES (" + version + ", " +
           sql::quote_literal(replace_all(description, "_", " ")) + ", true, " + checksum_of(file) +
           ", -1)";
  }

  /// sqlx's, which the disposable server computes.
  std::string checksum_of(const std::string& file) const {
    auto& session = scratch_.database().session();
    return sql::quote_literal("\\x" + preflight::checksum_of(session, "sqlx", read_file(file)));
  }

  /// Prisma's and Drizzle's.
  std::string sha256_of(const std::string& file) const {
    auto& session = scratch_.database().session();
    return sql::quote_literal(preflight::checksum_of(session, "prisma", read_file(file)));
  }

  const RowNotes& notes_;
  std::string folder_;
  const chain::Chain& chain_;
  source::ChainDatabase& scratch_;
};

}  // namespace

std::unique_ptr<Tool> row_tool(const verify::Options& options, source::ChainDatabase& scratch) {
  const std::string& format = scratch.format();
  const auto* notes = std::ranges::find(tools, format, &RowNotes::format);
  if (notes == std::end(tools))
    throw UsageError(
        "how a database is mended with Liquibase is not known to pgstair: under which path it "
        "notes a file, its root changelog says. `liquibase status --verbose` tells what is "
        "pending, `liquibase changelog-sync` notes what is there; and pgstair preflight tells "
        "what is pending",
        {options.chain.string()});
  return std::make_unique<RowTool>(*notes, options, scratch);
}

}  // namespace pgstair::explain

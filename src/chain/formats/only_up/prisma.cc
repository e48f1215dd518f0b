// SPDX-License-Identifier: MIT
// Prisma Migrate's rules, from its sources (prisma/prisma-engines, schema-engine; prisma/prisma):
//
// - A migration is a folder with a file migration.sql; all folders beside migration_lock.toml
//   count, in the order of their names as text. One without the file stops the tool (P3015), and so
//   does a lock file with another provider than the schema's (P3019; migrations_directory.rs).
// - Each file is sent as one simple query: several statements make one implicit transaction, unless
//   the file has its own BEGIN and COMMIT (sql-schema-connector, apply_script, raw_cmd).
// - There are no downgrades. Its documentation keeps a down.sql that a person wrote in the same
//   folder, to be run by `prisma db execute`: one simple query, too. Where there is one, it is the
//   revision's downgrade.
// - Whatever is not noted is applied, also what comes before an applied one; an edited file is not
//   noticed by `migrate deploy`; a failed one stops it (P3009; apply_migrations.rs).
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr const char* lock_file = "migration_lock.toml";

bool has_migration_sql(const Entry& entry) {
  std::error_code ignored;
  return entry.is_folder && std::filesystem::exists(entry.path / "migration.sql", ignored);
}

/// drizzle-kit's newer folders hold a migration.sql, too.
bool has_snapshot_of_drizzle(const Entry& entry) {
  std::error_code ignored;
  return std::filesystem::exists(entry.path / "snapshot.json", ignored);
}

/// Throws UsageError if the lock file says that the chain is for another server than Postgres.
void refuse_other_provider(const std::filesystem::path& folder) {
  const auto path = folder / lock_file;
  std::vector<Fault> unread;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return;
  const auto text = read_text(path, "", unread);
  if (!text) return;
  int number = 0;
  for (const auto line : lines(*text)) {
    ++number;
    if (!line.starts_with("provider")) continue;
    if (line.find("\"postgres") != std::string_view::npos) return;
    throw UsageError("the chain is for another server than Postgres: " + std::string(trim(line)),
                     {path.string(), number, 1});
  }
}

std::optional<Script> prisma_script(const std::filesystem::path& path, Side side,
                                    const ReadOptions& options, Revision& revision,
                                    std::vector<Fault>& faults) {
  auto script = read_script(path, side, options, revision, faults);
  if (!script) return std::nullopt;
  script->transactions = transactions_of_simple_query(script->statements);
  return *script;
}

Revision prisma_revision(const Entry& entry, const ReadOptions& options,
                         std::vector<Fault>& faults) {
  Revision revision;
  revision.id = entry.name;
  revision.file = entry.path.string();
  const auto down = entry.path / "down.sql";
  revision.down_location = Location{down.string(), 1, 1};
  if (has_migration_sql(entry)) {
    revision.up = prisma_script(entry.path / "migration.sql", Side::up, options, revision, faults);
  } else {
    revision.not_runnable = "it has no migration.sql";
    faults.push_back({"ignored-file",
                      entry.name + " has no migration.sql; Prisma refuses to go on (P3015)",
                      {revision.file},
                      revision.id,
                      "restore the file, or remove the folder"});
  }
  std::error_code ignored;
  if (std::filesystem::exists(down, ignored))
    revision.down = prisma_script(down, Side::down, options, revision, faults);
  return revision;
}

std::size_t recognise_prisma(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::ranges::count_if(all, [](const Entry& entry) {
    return has_migration_sql(entry) && !has_snapshot_of_drizzle(entry);
  }));
}

ReadResult read_prisma(const std::filesystem::path& folder, const ReadOptions& options) {
  refuse_other_provider(folder);
  ReadResult result{"prisma", {}, {}};
  for (const auto& entry : entries(folder)) {
    if (entry.is_folder) {
      result.revisions.push_back(prisma_revision(entry, options, result.faults));
    } else if (entry.name.ends_with(".sql")) {
      result.faults.push_back({"ignored-file",
                               "Prisma does not take this file for a migration: it is no folder "
                               "with a migration.sql",
                               {entry.path.string()},
                               "",
                               "put it into a folder of its own as migration.sql, or move it out"});
    }
  }
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format prisma_format() {
  return {.name = "prisma",
          .looks_like = "N_name/migration.sql beside migration_lock.toml",
          .closer_than = {"diesel", "plain"},  // stray files do not make it another's
          .recognise = recognise_prisma,
          .read = read_prisma,
          .version_table =
              {.name = "_prisma_migrations",
               .made_by =
                   "CREATE TABLE IF NOT EXISTS _prisma_migrations (id varchar(36) PRIMARY KEY NOT "
                   "NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name "
                   "varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at "
                   "timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL "
                   "DEFAULT 0)",
               .version = "migration_name::text",
               .where = "finished_at IS NOT NULL AND rolled_back_at IS NULL",
               .failed = "finished_at IS NULL AND rolled_back_at IS NULL",
               .zeros_matter = true,
               .late = "Prisma applies it now, after what was meant to come after it",
               .applies_late = true,
               .version_of = [](const std::string& id) { return id; }},
          .has_folders = true,
          .one_session = true};
}

}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
// diesel's rules, from its sources (diesel-rs/diesel):
//
// - A migration is a folder whose name does not start with a dot and that is not empty; plain files
//   beside it are skipped; a folder without up.sql makes the tool refuse the whole chain
//   (diesel_migrations/migrations_internals/src/lib.rs).
// - The version is the name up to its first `_`, without dashes, and versions compare as text:
//   2017-09-23-182408 is later than 20170308191449, though a folder lists it first.
// - down.sql may be absent: the migration then cannot be reverted. An empty file (no bytes at all)
//   is refused (diesel_migrations/src/file_based_migrations.rs, run_sql_from_file). An empty
//   down.sql is still kept as a downgrade, one that does nothing: it looks like a promise.
// - Each script runs in one transaction, unless metadata.toml says run_in_transaction = false. The
//   key's default is false when the file exists without it, and the file is ignored when it does
//   not parse (TomlMetadata, unwrap_or_default). Without a transaction the file is still sent as
//   one simple query, so several statements make one implicit transaction all the same.
#include <toml++/toml.h>
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

std::string version_of(std::string_view name) {
  return replace_all(std::string(name.substr(0, name.find('_'))), "-", "");
}

bool has_file(const Entry& entry, const char* name) {
  std::error_code ignored;
  return std::filesystem::exists(entry.path / name, ignored);
}

bool is_empty_folder(const Entry& entry) {
  std::error_code ignored;
  return std::filesystem::is_empty(entry.path, ignored);
}

bool runs_in_transaction(const Entry& entry, const std::string& id, std::vector<Fault>& faults) {
  if (!has_file(entry, "metadata.toml")) return true;
  const auto path = entry.path / "metadata.toml";
  const auto text = read_text(path, id, faults);
  if (!text) return true;
  try {
    return toml::parse(*text)["run_in_transaction"].value_or(false);
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    faults.push_back({"bad-marker",
                      "metadata.toml does not parse, so diesel ignores it and runs the revision in "
                      "a transaction: " +
                          std::string(error.description()),
                      {path.string(), static_cast<int>(at.line), static_cast<int>(at.column)},
                      id,
                      "correct the file"});
    return true;
  }
}

std::optional<Script> script_of(const std::filesystem::path& path, Side side, bool in_transaction,
                                const ReadOptions& options, Revision& revision,
                                std::vector<Fault>& faults) {
  auto script = read_script(path, side, options, revision, faults);
  if (!script) return std::nullopt;
  if (!in_transaction) script->transactions = transactions_of_simple_query(script->statements);
  return *script;
}

bool is_refused_as_empty(const std::filesystem::path& up, const Revision& revision,
                         std::vector<Fault>& faults) {
  std::error_code ignored;
  if (std::filesystem::file_size(up, ignored) != 0) return false;
  faults.push_back({"unreadable-file",
                    "up.sql is empty, and diesel refuses to run it",
                    {up.string()},
                    revision.id,
                    "write at least a comment into it"});
  return true;
}

Revision diesel_revision(const Entry& entry, const ReadOptions& options,
                         std::vector<Fault>& faults) {
  Revision revision;
  revision.id = entry.name;
  revision.file = entry.path.string();
  revision.down_location = Location{(entry.path / "down.sql").string(), 1, 1};
  const bool in_transaction = runs_in_transaction(entry, revision.id, faults);
  if (has_file(entry, "down.sql")) {
    revision.down =
        script_of(entry.path / "down.sql", Side::down, in_transaction, options, revision, faults);
  }
  if (has_file(entry, "up.sql")) {
    const auto up = entry.path / "up.sql";
    if (!is_refused_as_empty(up, revision, faults)) {
      revision.up = script_of(up, Side::up, in_transaction, options, revision, faults);
    }
    if (!revision.up && revision.not_runnable.empty())
      revision.not_runnable = "its up.sql is empty";
    return revision;
  }
  revision.not_runnable = "it has no up.sql";
  faults.push_back({revision.down ? "down-without-up" : "ignored-file",
                    entry.name + " has no up.sql; diesel refuses the whole chain",
                    {revision.file},
                    revision.id,
                    "add up.sql, or remove the folder"});
  return revision;
}

std::size_t recognise_diesel(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Entry& entry) {
    return entry.is_folder && has_file(entry, "up.sql");
  }));
}

ReadResult read_diesel(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"diesel", {}, {}};
  auto folders = entries(folder);
  std::erase_if(folders, [](const Entry& e) { return !e.is_folder || is_empty_folder(e); });
  std::stable_sort(folders.begin(), folders.end(), [](const Entry& a, const Entry& b) {
    return version_of(a.name) < version_of(b.name);
  });
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& entry : folders) {
    result.revisions.push_back(diesel_revision(entry, options, result.faults));
    names.push_back(entry.name);
    versions.push_back(version_of(entry.name));
  }
  report_shared_versions(versions, result.revisions,
                         "diesel records one row for them, so only one is ever applied",
                         result.faults);
  report_surprising_order(names, folder, "diesel compares versions without their dashes",
                          result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format diesel_format() {
  return {
      .name = "diesel",
      .looks_like = "N_name/up.sql beside N_name/down.sql",
      .closer_than = {},
      .recognise = recognise_diesel,
      .read = read_diesel,
      .version_table = {.name = "__diesel_schema_migrations",
                        .made_by =
                            "CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (version "
                            "varchar(50) PRIMARY "
                            "KEY NOT NULL, run_on timestamp NOT NULL DEFAULT current_timestamp)",
                        .version = "version::text",
                        .late = "diesel applies it now, after what was meant to come after it",
                        .applies_late = true,
                        .version_of = [](const std::string& id) { return version_of(id); }},
      .has_folders = true,
      .one_session = true,
      .outside_transaction =
          "Give the statement a migration of its own, with `run_in_transaction "
          "= false` in a metadata.toml beside its up.sql."};
}

}  // namespace pgstair::chain

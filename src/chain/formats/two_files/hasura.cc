// SPDX-License-Identifier: MIT
// Hasura's rules, from its sources (hasura/graphql-engine, cli/migrate: source/parse.go,
// source/file/file.go, migrate.go):
//
// - A migration is a folder NUMBER_name with up.sql, down.sql, or both; the number fits 64 bits and
//   says the order. The CLI keeps those of each database in a folder of its own:
//   migrations/default.
// - Each file is sent to the server's run_sql, which runs it in one transaction. A first line
//   `-- hasura:no-transaction` leaves the transaction out (newer versions).
// - An empty file counts as none. up.yaml and down.yaml change Hasura's metadata, no table.
// - What is applied is noted in Hasura's own catalog, which may be in another database.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::string_view hasura_without_transaction = "-- hasura:no-transaction";

bool is_hasura_migration(const Entry& entry) {
  return entry.is_folder && !leading_digits(entry.name).empty();
}

bool has_hasura_file(const Entry& entry, const char* name) {
  std::error_code none;
  const auto size = std::filesystem::file_size(entry.path / name, none);
  return !none && size > 0;
}

/// Its config.yaml lies above migrations/, or above migrations/DATABASE/.
bool is_in_hasura_project(const std::filesystem::path& folder) {
  constexpr int levels = 3;
  std::error_code error;
  auto at = std::filesystem::absolute(folder, error).lexically_normal();
  for (int i = 0; i < levels && at.has_relative_path(); ++i, at = at.parent_path()) {
    const auto config = at / "config.yaml";
    if (!std::filesystem::is_regular_file(config, error)) continue;
    const std::string text = read_file(config);
    if (text.find("metadata_directory:") != std::string::npos) return true;
  }
  return false;
}

std::optional<Script> hasura_script(const std::filesystem::path& path, Side side,
                                    const ReadOptions& options, Revision& revision,
                                    std::vector<Fault>& faults) {
  auto script = read_script(path, side, options, revision, faults);
  if (!script) return std::nullopt;
  const std::string text = read_file(path);
  const auto all = lines(text);
  if (!all.empty() && trim(all.front()) == hasura_without_transaction)
    script->transactions = transactions_of_simple_query(script->statements);
  return *script;
}

void report_without_upgrade(const Entry& entry, Revision& revision, std::vector<Fault>& faults) {
  const bool is_metadata = has_hasura_file(entry, "up.yaml");
  revision.not_runnable =
      is_metadata ? "it changes Hasura's metadata, and no SQL" : "it has no up.sql";
  faults.push_back({is_metadata ? "code-migration" : "down-without-up",
                    entry.name + (is_metadata ? " changes Hasura's metadata, which pgstair does not"
                                              : " has no up.sql"),
                    {revision.file},
                    revision.id,
                    is_metadata ? "nothing of the database is changed by it"
                                : "add up.sql, or remove the folder"});
}

Revision hasura_revision(const Entry& entry, const ReadOptions& options,
                         std::vector<Fault>& faults) {
  Revision revision;
  revision.id = entry.name;
  revision.file = entry.path.string();
  revision.down_location = Location{(entry.path / "down.sql").string(), 1, 1};
  if (has_hasura_file(entry, "down.sql"))
    revision.down = hasura_script(entry.path / "down.sql", Side::down, options, revision, faults);
  if (!has_hasura_file(entry, "up.sql")) {
    report_without_upgrade(entry, revision, faults);
    return revision;
  }
  revision.up = hasura_script(entry.path / "up.sql", Side::up, options, revision, faults);
  return revision;
}

std::size_t recognise_hasura(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  const auto count = std::ranges::count_if(all, [](const Entry& entry) {
    return is_hasura_migration(entry) && has_hasura_file(entry, "up.sql");
  });
  return count > 0 && is_in_hasura_project(folder) ? static_cast<std::size_t>(count) : 0;
}

ReadResult read_hasura(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"hasura", {}, {}};
  auto folders = entries(folder);
  std::erase_if(folders, [](const Entry& entry) { return !is_hasura_migration(entry); });
  std::ranges::stable_sort(folders, [](const Entry& a, const Entry& b) {
    return compare_numbers(leading_digits(a.name), leading_digits(b.name)) < 0;
  });
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& entry : folders) {
    result.revisions.push_back(hasura_revision(entry, options, result.faults));
    names.push_back(entry.name);
    versions.push_back(number_in(leading_digits(entry.name)));
  }
  report_shared_versions(versions, result.revisions, "Hasura refuses the folder", result.faults);
  report_surprising_order(names, folder, "Hasura orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format hasura_format() {
  return {.name = "hasura",
          .looks_like = "N_name/up.sql below a config.yaml of Hasura",
          .closer_than = {"diesel", "plain"},
          .recognise = recognise_hasura,
          .read = read_hasura,
          .version_table = {.name = "",
                            .version = "''",
                            .late = "Hasura applies it now, after what was meant to come after it",
                            .applies_late = true,
                            .version_of = before_underscore},
          .has_folders = true,
          .outside_transaction =
              "Give the statement a migration of its own, whose up.sql begins with the line `-- "
              "hasura:no-transaction`."};
}

}  // namespace pgstair::chain

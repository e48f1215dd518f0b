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
#include <map>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

struct MigrationFile {
  std::string version;
  std::string stem;  ///< version and title: 0001_users
  bool is_up = false;
};

std::optional<MigrationFile> parse(std::string_view name) {
  constexpr std::string_view largest = "18446744073709551615";
  const auto version = leading_digits(name);
  if (version.empty() || compare_numbers(version, largest) > 0) return std::nullopt;
  if (!name.substr(version.size()).starts_with('_')) return std::nullopt;
  // The pattern is greedy: the last .up. or .down. counts.
  const auto up = name.rfind(".up.");
  const auto down = name.rfind(".down.");
  if (up == std::string_view::npos && down == std::string_view::npos) return std::nullopt;
  const bool is_up = down == std::string_view::npos || (up != std::string_view::npos && up > down);
  return MigrationFile{std::string(version), std::string(name.substr(0, is_up ? up : down)), is_up};
}

struct Pair {
  std::string version;
  std::filesystem::path up;
  std::filesystem::path down;
};

void report_ignored(const Entry& entry, std::vector<Fault>& faults) {
  if (entry.is_folder || !entry.name.ends_with(".sql")) return;
  faults.push_back({"ignored-file",
                    "golang-migrate skips this file without a word: its name is not "
                    "VERSION_title.up.sql or VERSION_title.down.sql",
                    {entry.path.string()},
                    "",
                    "rename it, or move it out of the folder"});
}

std::map<std::string, Pair> pairs_by_stem(const std::filesystem::path& folder,
                                          std::vector<Fault>& faults) {
  std::map<std::string, Pair> pairs;
  for (const auto& entry : entries(folder)) {
    const auto file = entry.is_folder ? std::nullopt : parse(entry.name);
    if (!file) {
      report_ignored(entry, faults);
      continue;
    }
    auto& pair = pairs[file->stem];
    pair.version = file->version;
    (file->is_up ? pair.up : pair.down) = entry.path;
  }
  return pairs;
}

std::optional<Script> script_of(const std::filesystem::path& path, Revision& revision,
                                std::vector<Fault>& faults) {
  if (path.empty()) return std::nullopt;
  auto script = read_script(path, revision, faults);
  if (!script) return std::nullopt;
  script->transactions = transactions_of_simple_query(script->statements);
  return *script;
}

Revision revision_of(const std::string& stem, const Pair& pair, const std::filesystem::path& folder,
                     std::vector<Fault>& faults) {
  Revision revision;
  revision.id = stem;
  revision.file = (pair.up.empty() ? pair.down : pair.up).string();
  revision.up = script_of(pair.up, revision, faults);
  revision.down = script_of(pair.down, revision, faults);
  const auto down = pair.down.empty() ? folder / (stem + ".down.sql") : pair.down;
  revision.down_location = Location{down.string(), 1, 1};
  if (pair.up.empty()) {
    revision.not_runnable = "it has no " + stem + ".up.sql";
    faults.push_back({"down-without-up",
                      stem + " has a downgrade and no upgrade",
                      {revision.file},
                      stem,
                      "add " + stem + ".up.sql, or remove the downgrade"});
  } else if (!revision.up) {
    revision.not_runnable = "its file cannot be read";
  }
  return revision;
}

}  // namespace

std::size_t recognise_golang_migrate(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Entry& entry) {
    return !entry.is_folder && entry.name.ends_with(".sql") && parse(entry.name);
  }));
}

ReadResult read_golang_migrate(const std::filesystem::path& folder, const ReadOptions&) {
  ReadResult result{"golang-migrate", {}, {}};
  const auto pairs = pairs_by_stem(folder, result.faults);
  std::vector<std::pair<std::string, Pair>> ordered(pairs.begin(), pairs.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return compare_numbers(a.second.version, b.second.version) < 0;
  });
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& [stem, pair] : ordered) {
    result.revisions.push_back(revision_of(stem, pair, folder, result.faults));
    names.push_back(std::filesystem::path(result.revisions.back().file).filename().string());
    versions.push_back(pair.version);
  }
  report_shared_versions(versions, result.revisions,
                         "golang-migrate refuses a folder with two files for one version",
                         result.faults);
  report_surprising_order(names, folder, "golang-migrate orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace pgstair::chain

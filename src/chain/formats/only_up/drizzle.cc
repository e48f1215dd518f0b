// SPDX-License-Identifier: MIT
// Drizzle's rules, from its sources (drizzle-team/drizzle-orm: migrator.ts, pg-core/dialect.ts):
//
// - meta/_journal.json lists the migrations: TAG is TAG.sql. A file that it does not list is never
//   run, whatever its name; one that it lists and that is not there stops the tool.
// - The order is the journal's, and `when` decides what is applied: only what is later than the
//   latest that is noted. So an entry with an earlier `when` than one before it is never applied to
//   a database that has that one, and nothing is said.
// - A file is cut at `--> statement-breakpoint`; each piece is one query.
// - All pending migrations run in one transaction, so nothing may stand in a file that a
//   transaction cannot have. There are no downgrades.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/json_depth.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

namespace fs = std::filesystem;

struct JournalEntry {
  std::string tag;
  std::int64_t when = 0;
};

fs::path journal_of(const fs::path& folder) { return folder / "meta" / "_journal.json"; }

/// The journal; null if there is none, or it is no JSON with entries.
nlohmann::json parsed_journal(const fs::path& folder) {
  std::vector<Fault> unread;
  std::error_code ignored;
  if (!fs::is_regular_file(journal_of(folder), ignored)) return nullptr;
  const auto text = read_text(journal_of(folder), "", unread);
  if (!text || is_nested_too_deep(*text)) return nullptr;
  auto journal = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  const bool has_entries = journal.is_object() && journal.contains("entries") &&
                           journal["entries"].is_array() && !journal["entries"].empty();
  return has_entries ? journal : nullptr;
}

/// Throws UsageError if the journal is for another server than Postgres, or an entry lacks a tag.
std::vector<JournalEntry> entries_of_journal(const fs::path& folder) {
  const std::string file = journal_of(folder).string();
  const auto journal = parsed_journal(folder);
  if (journal.is_null())
    throw UsageError(
        "there is no meta/_journal.json with entries, without which Drizzle applies "
        "nothing",
        {folder.string()});
  const auto dialect = journal.value("dialect", nlohmann::json("postgresql"));
  if (dialect != "postgresql" && dialect != "pg")
    throw UsageError("the chain is for another server than Postgres: dialect " +
                         (dialect.is_string() ? dialect.get<std::string>() : dialect.dump()),
                     {file});
  std::vector<JournalEntry> found;
  for (const auto& entry : journal["entries"]) {
    const bool is_whole = entry.is_object() && entry.contains("tag") && entry["tag"].is_string() &&
                          entry.contains("when") && entry["when"].is_number_integer();
    if (!is_whole) throw UsageError("an entry has no tag, or no when: " + entry.dump(), {file});
    found.push_back({entry["tag"], entry["when"]});
  }
  return found;
}

Revision drizzle_revision(const JournalEntry& entry, const fs::path& folder,
                          const ReadOptions& options, std::vector<Fault>& faults) {
  Revision revision;
  revision.id = entry.tag;
  revision.noted_as = std::to_string(entry.when);
  const fs::path file = folder / (entry.tag + ".sql");
  revision.file = file.string();
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    revision.not_runnable = "its file is not there";
    faults.push_back({"unreadable-file",
                      "the journal lists " + entry.tag + ", and there is no " + entry.tag +
                          ".sql; Drizzle refuses to go on",
                      {journal_of(folder).string()},
                      revision.id,
                      "restore the file, or take its entry out of the journal"});
    return revision;
  }
  if (auto script = read_script(file, Side::up, options, revision, faults))
    revision.up = std::move(*script);
  return revision;
}

void report_unlisted(const fs::path& folder, const std::vector<JournalEntry>& journal,
                     std::vector<Fault>& faults) {
  for (const auto& entry : entries(folder)) {
    const std::string tag = entry.path.stem().string();
    const bool is_listed = std::ranges::find(journal, tag, &JournalEntry::tag) != journal.end();
    if (entry.is_folder || !entry.name.ends_with(".sql") || is_listed) continue;
    faults.push_back({"ignored-file",
                      "meta/_journal.json does not list this file, so Drizzle never runs it",
                      {entry.path.string()},
                      "",
                      "let drizzle-kit generate it (--custom for SQL of one's own), or move it out "
                      "of the folder"});
  }
}

/// Of `when`, which alone says what is still to be applied.
void report_earlier_times(const std::vector<JournalEntry>& journal, const fs::path& folder,
                          std::vector<Fault>& faults) {
  std::int64_t latest = 0;
  for (const auto& entry : journal) {
    if (entry.when <= latest) {
      faults.push_back({"sorts-differently",
                        entry.tag + " has an earlier `when` in the journal than what comes before "
                                    "it: Drizzle never applies it to a database that has that",
                        {journal_of(folder).string()},
                        entry.tag,
                        "give it a later `when`, or generate it again"});
    }
    latest = std::max(latest, entry.when);
  }
}

std::size_t recognise_drizzle(const fs::path& folder) {
  const auto journal = parsed_journal(folder);
  return journal.is_null() ? 0 : journal["entries"].size();
}

ReadResult read_drizzle(const fs::path& folder, const ReadOptions& options) {
  ReadResult result{"drizzle", {}, {}};
  const auto journal = entries_of_journal(folder);
  for (const auto& entry : journal)
    result.revisions.push_back(drizzle_revision(entry, folder, options, result.faults));
  report_unlisted(folder, journal, result.faults);
  report_earlier_times(journal, folder, result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format drizzle_format() {
  return {
      .name = "drizzle",
      .looks_like = "SQL files that meta/_journal.json lists",
      .closer_than = {"sqlx", "plain"},
      .recognise = recognise_drizzle,
      .read = read_drizzle,
      .version_table =
          {.name = "__drizzle_migrations",
           .made_by = "CREATE SCHEMA IF NOT EXISTS drizzle; CREATE TABLE IF NOT EXISTS "
                      "drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, "
                      "created_at bigint)",
           .version = "created_at::text",
           .late = "Drizzle never applies it, for its `when` is not later than what is applied",
           .version_of = [](const std::string& id) { return id; }},
      .has_folders = true,
      .one_session = true,
      .one_transaction = true};
}

}  // namespace pgstair::chain

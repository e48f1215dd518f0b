// SPDX-License-Identifier: MIT
// tern's rules, from its sources (jackc/tern, migrate/migrate.go):
//
// - A migration is a file NUMBER_name.sql of the folder itself; other names are skipped. The
//   numbers count from 1: one that is missing, or comes twice, makes tern refuse the folder.
// - What stands above the first `---- create above / drop below ----` is the upgrade, what stands
//   below it the downgrade; without that line, or with nothing below, there is none. An upgrade of
//   comments alone is refused.
// - Each half is a template of Go, strings and comments included, and may take in files of folders
//   below. Values come from tern.conf; pgstair fills in names that [placeholders] has, and runs no
//   code of a template.
// - Each half is sent as one query in a transaction, unless a line `---- tern: disable-tx ----`
//   stands in it: then statement by statement, each committed.
// - RESET ALL follows each migration. One number is noted, of the last; what is lower is never
//   applied.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::string_view tern_divider = "---- create above / drop below ----";
constexpr std::string_view tern_without_transaction = "---- tern: disable-tx ----";

bool is_tern_file(const Entry& entry) {
  const auto after = std::string_view(entry.name).substr(leading_digits(entry.name).size());
  constexpr std::string_view shortest = "_a.sql";
  return !entry.is_folder && after.size() < entry.name.size() && after.starts_with('_') &&
         after.ends_with(".sql") && after.size() >= shortest.size();
}

SqlScript half_of_tern(std::string_view text, const Location& origin) {
  SqlScript script{origin.file, sql::split_statements(text, origin)};
  if (contains(lines(text), tern_without_transaction)) script.transactions = Transactions::none;
  return script;
}

void read_halves(std::string_view text, Revision& revision) {
  const auto divider = text.find(tern_divider);
  revision.up = half_of_tern(text.substr(0, divider), {revision.file, 1, 1});
  if (divider == std::string_view::npos) return;
  const auto below = divider + tern_divider.size();
  if (trim(text.substr(below)).empty()) return;
  const auto place = position_at(text, below);
  revision.down_location = Location{revision.file, place.line, place.column};
  revision.down = half_of_tern(text.substr(below), *revision.down_location);
}

/// A template's braces where SQL may have them, too: in strings and comments. tern runs them there.
void refuse_braces(std::string_view text, Revision& revision, std::vector<Fault>& faults) {
  const auto braces = text.find("{{");
  if (braces == std::string_view::npos || !revision.not_runnable.empty()) return;
  const auto place = position_at(text, braces);
  revision.up.reset();
  revision.not_runnable = "tern runs its text as a template, which pgstair does not";
  faults.push_back({"unknown-placeholder",
                    "`{{` begins code of a template to tern, also in strings and comments",
                    {revision.file, place.line, place.column},
                    revision.id,
                    "give a plain name a value under [placeholders]; write '{{' as {{ \"{{\" }} "
                    "where it is data, and let tern itself apply such a chain: [commands] in "
                    "pgstair.toml"});
}

void refuse_empty_upgrade(Revision& revision, std::vector<Fault>& faults) {
  const auto* up = sql_of(revision.up);
  if (up == nullptr || !up->statements.empty()) return;
  revision.not_runnable = "its upgrade has no SQL, and tern refuses it";
  faults.push_back({"bad-marker",
                    "the upgrade has no SQL; tern refuses the whole folder",
                    {revision.file, 1, 1},
                    revision.id,
                    "write at least SELECT 1;"});
}

Revision tern_revision(const Entry& entry, const ReadOptions& options, std::vector<Fault>& faults) {
  std::string filled;
  Revision revision = read_both(
      entry, [](std::string_view) { return DollarBraces::left_to_the_tool; }, options, faults,
      [&](std::string_view text, Revision& read) {
        filled = text;
        read_halves(text, read);
      });
  refuse_braces(filled, revision, faults);
  refuse_empty_upgrade(revision, faults);
  return revision;
}

/// tern counts from 1 and lets no number out.
void report_gaps(const std::vector<Revision>& revisions, std::vector<Fault>& faults) {
  std::string expected = "1";
  for (const auto& revision : revisions) {
    const auto number = number_in(leading_digits(revision.id));
    const int order = compare_numbers(number, expected);
    if (order > 0) {
      faults.push_back({"missing-parent",
                        "there is no migration " + expected + " before " + revision.id +
                            "; tern refuses the whole folder",
                        {revision.file},
                        revision.id,
                        "restore its file, or give the files numbers from 1 on, without gaps"});
      return;
    }
    if (order == 0) expected = std::to_string(std::stoul(number) + 1);
  }
}

std::size_t recognise_tern(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto marked = count_files_with(folder, is_tern_file, [](std::string_view text) {
    return text.find(tern_divider) != std::string_view::npos ||
           text.find(tern_without_transaction) != std::string_view::npos;
  });
  if (marked > 0 || !std::filesystem::exists(folder / "tern.conf", ignored)) return marked;
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::ranges::count_if(all, is_tern_file));
}

ReadResult read_tern(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"tern", {}, {}};
  std::vector<Entry> files;
  for (const auto& entry : entries(folder)) {
    if (is_tern_file(entry)) {
      files.push_back(entry);
    } else if (!entry.is_folder && entry.name.ends_with(".sql")) {
      result.faults.push_back({"ignored-file",
                               "tern skips this file without a word: its name is not "
                               "NUMBER_name.sql",
                               {entry.path.string()},
                               "",
                               "rename it, or move it out of the folder"});
    }
  }
  std::ranges::stable_sort(files, [](const Entry& a, const Entry& b) {
    return compare_numbers(leading_digits(a.name), leading_digits(b.name)) < 0;
  });
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& entry : files) {
    result.revisions.push_back(tern_revision(entry, options, result.faults));
    names.push_back(entry.name);
    versions.push_back(number_in(leading_digits(entry.name)));
  }
  report_shared_versions(versions, result.revisions, "tern refuses the folder", result.faults);
  report_gaps(result.revisions, result.faults);
  report_surprising_order(names, folder, "tern orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format tern_format() {
  return {.name = "tern",
          .looks_like = "N_name.sql with ---- create above / drop below ----",
          .closer_than = {"sqlx", "plain"},
          .recognise = recognise_tern,
          .read = read_tern,
          .version_table = {
              .name = "schema_version",
              .made_by = "CREATE TABLE IF NOT EXISTS public.schema_version (version int4 NOT NULL "
                         "PRIMARY KEY); INSERT INTO public.schema_version (version) SELECT 0 "
                         "WHERE NOT EXISTS (SELECT FROM public.schema_version)",
              .version = "version::text",
              .where = "version > 0",
              .holds_last = true,
              .late = "tern never applies it",
              .version_of = before_underscore}};
}

}  // namespace pgstair::chain

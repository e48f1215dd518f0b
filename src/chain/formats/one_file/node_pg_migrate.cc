// SPDX-License-Identifier: MIT
// node-pg-migrate's rules for SQL, from its sources (salsita/node-pg-migrate):
//
// - Every file of the folder is a migration: .sql, or code of JavaScript and TypeScript, which
//   pgstair cannot run. Names that start with a dot are skipped (src/migration.ts).
// - The order is that of the number that the name begins with; 17 digits are a time (utc), others
//   a number as it stands. The whole name without its suffix is noted.
// - The first line that begins with `-- Up Migration`, whatever its case and however many dashes,
//   begins the upgrade, `-- Down Migration` the downgrade; either may come first. Without the first
//   the whole file is the upgrade, also what stands below Down. Without the second there is no way
//   down (src/sqlMigration.ts).
// - All that is pending runs in one transaction, unless --no-single-transaction is given; then each
//   migration has its own. Files of SQL cannot do without.
// - If the noted names are not the first files in their order, it refuses (checkOrder).
#include <algorithm>
#include <array>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;

/// Where the line of the marker begins; `direction` in small letters.
std::size_t marker_of_node(std::string_view text, std::string_view direction) {
  for (const auto line : lines(text)) {
    const std::string small = lower(trim(line));
    if (!small.starts_with("--")) continue;
    const auto begin = small.find_first_not_of("- \t");
    if (begin == nowhere) continue;
    const auto words = words_of(std::string_view(small).substr(begin));
    if (words.size() >= 2 && words[0] == direction && words[1].starts_with("migration"))
      return static_cast<std::size_t>(line.data() - text.data());
  }
  return nowhere;
}

/// From `begin` to the other marker, if that comes after.
SqlScript part_of_node(std::string_view text, std::size_t begin, std::size_t other,
                       const std::string& file) {
  const auto end = other > begin ? other : nowhere;
  const auto place = position_at(text, begin);
  return {file, sql::split_statements(text.substr(begin, end == nowhere ? nowhere : end - begin),
                                      {file, place.line, place.column})};
}

void read_parts_of_node(std::string_view text, Revision& revision, std::vector<Fault>& faults) {
  const auto up = marker_of_node(text, "up");
  const auto down = marker_of_node(text, "down");
  revision.up = up == nowhere
                    ? SqlScript{revision.file, sql::split_statements(text, {revision.file, 1, 1})}
                    : part_of_node(text, up, down, revision.file);
  if (down == nowhere) return;
  revision.down = part_of_node(text, down, up, revision.file);
  const auto place = position_at(text, down);
  revision.down_location = Location{revision.file, place.line, place.column};
  if (up == nowhere) {
    faults.push_back(
        {"bad-marker",
         "the file has no -- Up Migration, so its upgrade is the whole file, with what "
         "stands below -- Down Migration",
         *revision.down_location, revision.id, "write -- Up Migration above the upgrade"});
  }
}

Revision node_revision(const Entry& entry, const ReadOptions& options, std::vector<Fault>& faults) {
  if (!entry.name.ends_with(".sql")) {
    Revision revision;
    revision.id = entry.path.stem().string();
    revision.file = entry.path.string();
    report_code_migration(entry.name.ends_with("ts") ? "TypeScript" : "JavaScript", revision,
                          faults);
    return revision;
  }
  return read_both(
      entry, [](std::string_view) { return DollarBraces::placeholders; }, options, faults,
      [&](std::string_view text, Revision& revision) {
        read_parts_of_node(text, revision, faults);
      });
}

bool is_node_migration(const Entry& entry) {
  constexpr std::array<std::string_view, 7> suffixes{".sql", ".js",  ".ts", ".cjs",
                                                     ".mjs", ".cts", ".mts"};
  return !entry.is_folder && !leading_digits(entry.name).empty() &&
         contains(suffixes, std::string_view(entry.path.extension().c_str()));
}

/// A time in 17 digits is milliseconds to the tool, and thereby comes after numbers up to there.
bool is_utc(std::string_view digits) { return digits.size() == 17; }

bool comes_before_in_node(const Entry& a, const Entry& b) {
  const auto number_a = leading_digits(a.name);
  const auto number_b = leading_digits(b.name);
  if (is_utc(number_a) != is_utc(number_b)) return is_utc(number_b) && number_a.size() < 13;
  const int order = compare_numbers(number_a, number_b);
  return order != 0 ? order < 0 : a.name < b.name;
}

std::size_t recognise_node_pg_migrate(const std::filesystem::path& folder) {
  return count_files_with(
      folder,
      [](const Entry& entry) {
        return is_node_migration(entry) && entry.name.ends_with(".sql") &&
               !entry.name.ends_with(".up.sql") && !entry.name.ends_with(".down.sql");
      },
      [](std::string_view text) {
        return marker_of_node(text, "up") != nowhere && marker_of_node(text, "down") != nowhere;
      });
}

ReadResult read_node_pg_migrate(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"node-pg-migrate", {}, {}};
  auto files = entries(folder);
  std::erase_if(files, [](const Entry& entry) { return !is_node_migration(entry); });
  std::ranges::stable_sort(files, comes_before_in_node);
  std::vector<std::string> names;
  for (const auto& entry : files) {
    result.revisions.push_back(node_revision(entry, options, result.faults));
    names.push_back(entry.name);
  }
  report_surprising_order(names, folder, "node-pg-migrate orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format node_pg_migrate_format() {
  return {
      .name = "node-pg-migrate",
      .looks_like = "N_name.sql with -- Up Migration and -- Down Migration",
      .closer_than = {"sqlx", "plain"},
      .recognise = recognise_node_pg_migrate,
      .read = read_node_pg_migrate,
      .version_table = {.name = "pgmigrations",
                        .made_by = "CREATE TABLE IF NOT EXISTS pgmigrations (id serial PRIMARY "
                                   "KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)",
                        .version = "name::text",
                        .zeros_matter = true,
                        .order = "id",
                        .late = "node-pg-migrate refuses to go on; with --no-check-order it "
                                "applies it now, after what was meant to come after it",
                        .version_of = [](const std::string& id) { return id; }},
      .one_session = true,
      .one_transaction = true};
}

}  // namespace pgstair::chain

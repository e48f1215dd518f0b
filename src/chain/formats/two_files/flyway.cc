// SPDX-License-Identifier: MIT
// Flyway's rules, from its sources (flyway/flyway, flyway-core unless said otherwise):
//
// - PREFIX VERSION __ DESCRIPTION .sql, with V (versioned), U (undo) and B (baseline); R__ is
//   repeatable and has no version. Folders are searched through. A name that starts with a prefix
//   and does not fit is skipped without a word (internal/resource/ResourceNameParser.java).
// - `_` in a version is a dot; versions compare part by part as numbers, missing parts as 0, so
//   1.0 is 1 (api/MigrationVersion.java). Repeatables come after all versions, in the order of
//   their descriptions (internal/resolver/ResolvedMigrationComparator.java). Two migrations with
//   one version or description are refused (internal/resolver/CompositeMigrationResolver.java).
// - On an empty database the highest baseline stands for all versions up to its own.
// - Each script runs in one transaction, unless FILE.sql.conf says executeInTransaction=false or
//   all its statements are of those that cannot (flyway-database-postgresql,
//   PostgreSQLParser.java). A script with both sorts is refused unless `mixed` is set; here the
//   server refuses it.
// - ${name} is replaced everywhere, comments included, whatever its case, unless the .conf says
//   placeholderReplacement=false; an unknown name is an error
//   (internal/parser/PlaceholderReplacingReader.java, ParsingContext.java).
// - Callbacks (beforeMigrate.sql, afterEachMigrate__x.sql …) run at events that pgstair does not
// have.
//
// Places are those of the text after replacement: a column to the right of a placeholder is off by
// the difference in length.
#include <algorithm>

#include "chain/declarations.h"
#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "chain/other_tools.h"
#include "chain/unread_entries.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

struct Migration {
  char prefix = 'V';
  std::vector<std::string> version;  ///< its parts; empty for a repeatable
  std::string description;
  std::filesystem::path path;

  std::string id() const { return path.stem().string(); }
};

/// The parts of "1.2" or "1_2", zeros at the end left out; empty if it is not a version.
std::vector<std::string> version_parts(std::string_view text) {
  std::vector<std::string> parts;
  const auto dotted = replace_all(std::string(text), "_", ".");
  for (const auto part : split(dotted, '.')) {
    if (part.empty() || leading_digits(part) != part) return {};
    parts.emplace_back(part);
  }
  while (parts.size() > 1 && parts.back().find_first_not_of('0') == std::string::npos) {
    parts.pop_back();
  }
  return parts;
}

int compare_versions(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const int order = compare_numbers(i < a.size() ? a[i] : "0", i < b.size() ? b[i] : "0");
    if (order != 0) return order;
  }
  return 0;
}

std::optional<Migration> parse_name(const std::filesystem::path& path) {
  const auto name = path.filename().string();
  constexpr std::string_view prefixes = "VURB";
  if (!lower(name).ends_with(".sql") || prefixes.find(name.front()) == std::string_view::npos) {
    return std::nullopt;
  }
  const auto separator = name.find("__");
  if (separator == std::string::npos) return std::nullopt;
  const auto version = std::string_view(name).substr(1, separator - 1);
  Migration migration{name.front(), version_parts(version), name.substr(separator + 2), path};
  const bool is_repeatable = migration.prefix == 'R';
  if (is_repeatable ? !version.empty() : migration.version.empty()) return std::nullopt;
  return migration;
}

bool is_callback(const std::string& name) {
  return name.starts_with("before") || name.starts_with("after") ||
         name.starts_with("createSchema");
}

void report_other_file(const std::filesystem::path& path, std::vector<Fault>& faults) {
  const auto name = path.filename().string();
  if (is_callback(name)) {
    faults.push_back({"ignored-file",
                      "a Flyway callback, which pgstair does not run",
                      {path.string()},
                      "",
                      "if the chain depends on it, put its effect into a migration"});
  } else {
    faults.push_back({"ignored-file",
                      "Flyway skips this file without a word: its name is not "
                      "V1.2__description.sql, nor one with U, R or B",
                      {path.string()},
                      "",
                      "rename it, or move it out of the folder"});
  }
}

/// What stands in FILE.sql.conf; every key has Flyway's default.
struct ScriptConfig {
  std::optional<bool> in_transaction;
  bool replaces_placeholders = true;
  bool is_executed = true;
};

ScriptConfig config_of(const Migration& migration, std::vector<Fault>& faults) {
  ScriptConfig config;
  const std::filesystem::path path = migration.path.string() + ".conf";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return config;
  const auto text = read_text(path, migration.id(), faults);
  int number = 0;
  for (const auto line : lines(text ? *text : std::string_view())) {
    ++number;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || trim(line).starts_with('#')) continue;
    const auto key = trim(line.substr(0, equals));
    const bool is_false = lower(trim(line.substr(equals + 1))) == "false";
    if (key == "executeInTransaction") config.in_transaction = !is_false;
    if (key == "placeholderReplacement") config.replaces_placeholders = !is_false;
    if (key == "shouldExecute") config.is_executed = !is_false;
    const std::vector<std::string> known{"executeInTransaction", "placeholderReplacement",
                                         "shouldExecute", "encoding"};
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto meant = nearest(key, known);
    faults.push_back(
        {"bad-marker",
         "unknown key " + std::string(key),
         {path.string(), number, 1},
         migration.id(),
         meant ? "did you mean " + *meant + "?" : "the keys are " + join(known, ", ")});
  }
  return config;
}

using Placeholders = std::map<std::string, std::string>;

/// The user's placeholders and those Flyway fills in itself, with lower-case names. Its user,
/// database and timestamp are not known before it runs: they must be given.
Placeholders placeholders_for(const Migration& migration, const ReadOptions& options) {
  Placeholders known{{"flyway:defaultschema", "public"},
                     {"flyway:table", "flyway_schema_history"},
                     {"flyway:environment", "default"},
                     {"flyway:filename", migration.path.filename().string()}};
  for (const auto& [name, value] : options.placeholders) known[lower(name)] = value;
  return known;
}

/// The text with its placeholders replaced; a fault for each unknown one.
std::optional<std::string> replaced(std::string_view text, const Placeholders& known,
                                    const Migration& migration, std::vector<Fault>& faults) {
  std::string result;
  bool is_complete = true;
  std::size_t at = 0;
  for (auto start = text.find("${"); start != std::string_view::npos; start = text.find("${", at)) {
    const auto end = text.find('}', start);
    if (end == std::string_view::npos) break;
    const auto name = text.substr(start + 2, end - start - 2);
    result += text.substr(at, start - at);
    at = end + 1;
    if (const auto value = known.find(lower(name)); value != known.end()) {
      result += value->second;
      continue;
    }
    is_complete = false;
    const auto place = position_at(text, start);
    faults.push_back({"unknown-placeholder",
                      "there is no value for ${" + std::string(name) + "}",
                      {migration.path.string(), place.line, place.column},
                      migration.id(),
                      "give it one under [placeholders] in pgstair.toml"});
  }
  result += text.substr(at);
  if (!is_complete) return std::nullopt;
  return result;
}

Transactions flyway_transactions(const ScriptConfig& config,
                                 const std::vector<sql::Statement>& statements) {
  if (config.in_transaction) return *config.in_transaction ? Transactions::one : Transactions::none;
  const bool none_can =
      std::all_of(statements.begin(), statements.end(), [](const sql::Statement& statement) {
        return sql::classify(statement.text) == sql::StatementClass::outside_transaction;
      });
  return none_can && !statements.empty() ? Transactions::none : Transactions::one;
}

std::optional<Script> script_of(const Migration& migration, const ScriptConfig& config,
                                const ReadOptions& options, Revision& revision,
                                std::vector<Fault>& faults) {
  auto text = read_text(migration.path, revision.id, faults);
  if (!text) return std::nullopt;
  const Location origin{migration.path.string(), 1, 1};
  read_declarations(*text, origin, revision, faults);
  if (config.replaces_placeholders) {
    text = replaced(*text, placeholders_for(migration, options), migration, faults);
    if (!text) return std::nullopt;
  }
  auto statements = sql::split_statements(*text, origin);
  if (migration.prefix != 'U') refuse_markers_of_other_tools(*text, statements, origin);
  const auto transactions = flyway_transactions(config, statements);
  return SqlScript{origin.file, std::move(statements), transactions};
}

/// The folder's migrations by kind.
struct Found {
  std::vector<Migration> applied;  ///< V, B and R, in the order of their paths
  std::vector<Migration> undone;   ///< U
};

Found find(const std::filesystem::path& folder, std::vector<Fault>& faults) {
  Found found;
  for (const auto& path : files_below(folder)) {
    if (auto migration = parse_name(path)) {
      auto& kind = migration->prefix == 'U' ? found.undone : found.applied;
      kind.push_back(std::move(*migration));
    } else if (lower(path.extension().string()) == ".sql") {
      report_other_file(path, faults);
    }
  }
  return found;
}

bool comes_before(const Migration& a, const Migration& b) {
  if (a.version.empty() || b.version.empty()) {
    if (a.version.empty() != b.version.empty()) return b.version.empty();
    return a.description < b.description;
  }
  return compare_versions(a.version, b.version) < 0;
}

/// Leaves out what the highest baseline stands for, and the lower baselines.
void start_at_baseline(std::vector<Migration>& ordered) {
  const auto last = std::find_if(ordered.rbegin(), ordered.rend(),
                                 [](const Migration& m) { return m.prefix == 'B'; });
  if (last == ordered.rend()) return;
  const Migration baseline = *last;
  std::erase_if(ordered, [&](const Migration& m) {
    const bool is_it = m.prefix == 'B' && m.path == baseline.path;
    return !m.version.empty() && !is_it && compare_versions(m.version, baseline.version) <= 0;
  });
}

void add_undo(const Migration& undo, const ReadOptions& options, const std::string& id,
              std::vector<Revision>& revisions, std::vector<Fault>& faults) {
  const auto revision = std::find_if(revisions.begin(), revisions.end(),
                                     [&](const Revision& r) { return r.id == id; });
  revision->down = script_of(undo, config_of(undo, faults), options, *revision, faults);
  revision->down_location = Location{undo.path.string(), 1, 1};
}

void report_lone_undo(const Migration& undo, std::vector<Fault>& faults) {
  faults.push_back({"down-without-up",
                    undo.id() + " undoes a version that no V file has",
                    {undo.path.string()},
                    undo.id(),
                    "correct its version, or remove it"});
}

Revision flyway_revision(const Migration& migration, const ScriptConfig& config,
                         const ReadOptions& options, std::vector<Fault>& faults) {
  Revision revision;
  revision.id = migration.id();
  revision.file = migration.path.string();
  revision.is_repeatable = migration.prefix == 'R';
  if (migration.prefix == 'V') {
    const auto undo = "U" + migration.path.filename().string().substr(1);
    revision.down_location = Location{(migration.path.parent_path() / undo).string(), 1, 1};
  }
  revision.up = script_of(migration, config, options, revision, faults);
  if (!revision.up) revision.not_runnable = "its file cannot be read, or lacks a placeholder";
  return revision;
}

std::string shared_version_key(const Migration& migration) {
  return migration.version.empty() ? migration.description : join(migration.version, ".");
}

std::size_t recognise_flyway(const std::filesystem::path& folder) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Entry& entry) {
    return !entry.is_folder && parse_name(entry.path).has_value();
  }));
}

/// V1_2__name is 1.2.
std::string with_dots(const std::string& id) {
  const std::size_t begin = id.starts_with('V') || id.starts_with('v') ? 1 : 0;
  return replace_all(id.substr(begin, id.find("__") - begin), "_", ".");
}

ReadResult read_flyway(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"flyway", {}, {}};
  auto found = find(folder, result.faults);
  std::stable_sort(found.applied.begin(), found.applied.end(), comes_before);
  const auto before_baseline = found.applied;
  start_at_baseline(found.applied);

  std::vector<std::string> versions;
  std::vector<Migration> kept;
  for (const auto& migration : found.applied) {
    const auto config = config_of(migration, result.faults);
    if (!config.is_executed) continue;  // the team switched it off, in so many words
    result.revisions.push_back(flyway_revision(migration, config, options, result.faults));
    versions.push_back(shared_version_key(migration));
    kept.push_back(migration);
  }
  for (const auto& undo : found.undone) {
    const auto undoes = [&](const Migration& m) {
      return m.prefix == 'V' && compare_versions(m.version, undo.version) == 0;
    };
    const auto of = std::find_if(kept.begin(), kept.end(), undoes);
    if (of != kept.end()) {
      add_undo(undo, options, of->id(), result.revisions, result.faults);
    } else if (std::none_of(before_baseline.begin(), before_baseline.end(), undoes)) {
      report_lone_undo(undo, result.faults);
    }
  }
  report_shared_versions(versions, result.revisions, "Flyway refuses the chain", result.faults);
  std::vector<Fault> told_when_applied;
  for (const auto& migration : before_baseline) {
    const bool is_left_out =
        std::ranges::find(found.applied, migration.path, &Migration::path) == found.applied.end();
    if (migration.prefix != 'R' && is_left_out)
      result.before_baseline.push_back(flyway_revision(migration, {}, options, told_when_applied));
  }
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format flyway_format() {
  return {.name = "flyway",
          .looks_like = "V1.2__name.sql, U1.2__name.sql, R__name.sql",
          .closer_than = {},
          .recognise = recognise_flyway,
          .read = read_flyway,
          .version_table =
              {.name = "flyway_schema_history",
               .made_by =
                   "CREATE TABLE IF NOT EXISTS flyway_schema_history (installed_rank int NOT NULL, "
                   "version "
                   "varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL, "
                   "script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) "
                   "NOT NULL, installed_on timestamp NOT NULL DEFAULT now(), execution_time "
                   "integer NOT NULL, success boolean NOT NULL, CONSTRAINT "
                   "flyway_schema_history_pk PRIMARY KEY (installed_rank)); CREATE INDEX IF NOT "
                   "EXISTS flyway_schema_history_s_idx ON flyway_schema_history (success)",
               .version = "version::text",
               .where = "version IS NOT NULL AND type <> 'BASELINE'",
               .failed = "NOT success",
               .baseline = "version IS NOT NULL AND type = 'BASELINE'",
               .order = "installed_rank",
               .checksum = "checksum::text",
               .late = "Flyway refuses to go on; with outOfOrder it applies it now, "
                       "after what was meant to come after it",
               .repeatables = "SELECT regexp_replace(v.script, '^.*/', ''), "
                              "v.checksum::text, v.installed_rank::text FROM @ AS v "
                              "WHERE v.version IS NULL AND v.success AND v.type = 'SQL' "
                              "ORDER BY v.installed_rank",
               .version_of = with_dots},
          .has_folders = true,
          .psql_parts = {.copied_rows = true},
          .outside_transaction =
              "Give the statement a file of its own: Flyway begins no transaction "
              "where none of the statements bears one. Or write "
              "`executeInTransaction=false` into FILE.sql.conf beside the file."};
}

}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
// sql-migrate's rules, from its sources (rubenv/sql-migrate):
//
// - Every *.sql file of the folder is a migration, and its whole name is what is noted. Names that
//   begin with a number come first, by the number; the others as text (migrate.go, Migration.Less).
// - `-- +migrate Up`, Down, StatementBegin and StatementEnd start in the first column, in this
//   spelling; any other word after `-- +migrate` is passed over. What stands above the first Up or
//   Down is never run, and nothing is said. A second Up continues the first (sqlparse.go).
// - Lines that begin with `-- ` are left out, even within a function's body.
// - Statements are cut at lines that end with a semicolon, comments aside, and between
//   StatementBegin and StatementEnd not at all. So a function body with inner semicolons outside
//   such a block reaches the server in pieces. A last statement without semicolon, and a comment
//   like `--this` or an indented one after it, makes the tool refuse the folder.
// - One transaction per migration and direction; `notransaction` after Up or Down leaves that
//   direction without.
// - What comes before an applied one is applied first; a noted name without a file stops the tool.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr std::string_view annotation_of_sql_migrate = "-- +migrate ";

/// The tool's own state machine over one file. What it cannot make sense of ends the reading.
class SqlMigrateFileReader {
 public:
  SqlMigrateFileReader(Revision& revision, std::vector<Fault>& faults)
      : revision_(revision), faults_(faults), here_{revision.file, 0, 1} {}

  void read(std::string_view text) {
    for (const auto line : lines(text)) {
      ++here_.line;
      if (line.starts_with("-- ") && !line.starts_with("-- +")) continue;
      if (line.starts_with(annotation_of_sql_migrate))
        annotate(words_of(line.substr(annotation_of_sql_migrate.size())));
      if (is_refused_) return;
      if (!line.starts_with("-- +")) take(line);
    }
    if (in_block_) {
      here_ = block_location_;
      refuse("-- +migrate StatementBegin has no StatementEnd", "add it after the statement");
    } else if (script_ == nullptr) {
      refuse("the file has neither -- +migrate Up nor Down", "put -- +migrate Up above it");
    } else {
      refuse_open_statement();
    }
    if (!is_refused_ && !revision_.up) revision_.up = SqlScript{revision_.file, {}};
  }

 private:
  void annotate(const std::vector<std::string_view>& words) {
    if (words.empty()) return refuse("-- +migrate says nothing", "write -- +migrate Up or Down");
    const auto& command = words.front();
    if (command == "Up") return open(revision_.up, words);
    if (command == "Down") {
      revision_.down_location = here_;
      return open(revision_.down, words);
    }
    if (command != "StatementBegin" && command != "StatementEnd") return report_unknown(command);
    if (script_ == nullptr) return;
    if (command == "StatementEnd" && in_block_) finish_piece();
    if (command == "StatementBegin") block_location_ = here_;
    in_block_ = command == "StatementBegin";
  }

  void open(std::optional<Script>& script, const std::vector<std::string_view>& words) {
    refuse_open_statement();
    if (is_refused_) return;
    if (!script) script = SqlScript{revision_.file, {}};
    script_ = &std::get<SqlScript>(*script);
    if (contains(words, "notransaction")) script_->transactions = Transactions::none;
  }

  void take(std::string_view line) {
    if (script_ == nullptr) return report_early(line);
    if (trim(piece_).empty()) {
      piece_.clear();
      piece_location_ = here_;
    }
    piece_ += std::string(line) + "\n";
    if (!in_block_ && ends_statement(line)) finish_piece();
  }

  void finish_piece() {
    auto statements = sql::split_statements(piece_, piece_location_);
    std::move(statements.begin(), statements.end(), std::back_inserter(script_->statements));
    piece_.clear();
  }

  void report_early(std::string_view line) {
    if (has_early_text_ || trim(line).empty() || trim(line).starts_with("--")) return;
    has_early_text_ = true;
    faults_.push_back({"bad-marker",
                       "SQL stands above -- +migrate Up, and sql-migrate never runs it", here_,
                       revision_.id, "move it below the annotation"});
  }

  void report_unknown(std::string_view command) {
    const auto meant = nearest(command, {"Up", "Down", "StatementBegin", "StatementEnd"});
    faults_.push_back(
        {"bad-marker",
         "sql-migrate passes over -- +migrate " + std::string(command) + ", which it does not know",
         here_, revision_.id,
         meant ? "write -- +migrate " + *meant
               : "the annotations are Up, Down, StatementBegin and StatementEnd"});
  }

  void refuse_open_statement() {
    if (trim(piece_).empty()) return;
    here_ = piece_location_;
    refuse("the last statement has no semicolon at the end of its line", "add it");
  }

  void refuse(std::string message, std::string advice) {
    is_refused_ = true;
    revision_.up.reset();
    revision_.down.reset();
    revision_.not_runnable = "sql-migrate refuses its file: " + message;
    faults_.push_back({"bad-marker", message + "; sql-migrate refuses the whole folder", here_,
                       revision_.id, std::move(advice)});
  }

  Revision& revision_;
  std::vector<Fault>& faults_;
  Location here_;
  SqlScript* script_ = nullptr;  ///< null above the first Up or Down
  std::string piece_;
  Location piece_location_;
  Location block_location_;
  bool in_block_ = false;
  bool has_early_text_ = false;
  bool is_refused_ = false;
};

bool is_sql_migrate_file(const Entry& entry) {
  return !entry.is_folder && entry.name.ends_with(".sql");
}

bool comes_before_in_sql_migrate(const Entry& a, const Entry& b) {
  const auto number_a = leading_digits(a.name);
  const auto number_b = leading_digits(b.name);
  if (number_a.empty() != number_b.empty()) return number_b.empty();
  const int order = compare_numbers(number_a, number_b);
  return order != 0 ? order < 0 : a.name < b.name;
}

Revision sql_migrate_revision(const Entry& entry, const ReadOptions& options,
                              std::vector<Fault>& faults) {
  return read_both(
      entry, [](std::string_view) { return DollarBraces::placeholders; }, options, faults,
      [&](std::string_view text, Revision& revision) {
        SqlMigrateFileReader(revision, faults).read(text);
      });
}

std::size_t recognise_sql_migrate(const std::filesystem::path& folder) {
  return count_files_with(folder, is_sql_migrate_file, [](std::string_view text) {
    const auto all = lines(text);
    return std::ranges::any_of(
        all, [](std::string_view line) { return line.starts_with(annotation_of_sql_migrate); });
  });
}

ReadResult read_sql_migrate(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"sql-migrate", {}, {}};
  auto files = entries(folder);
  std::erase_if(files, [](const Entry& entry) { return !is_sql_migrate_file(entry); });
  std::ranges::stable_sort(files, comes_before_in_sql_migrate);
  std::vector<std::string> names;
  for (const auto& entry : files) {
    result.revisions.push_back(sql_migrate_revision(entry, options, result.faults));
    names.push_back(entry.name);
  }
  report_surprising_order(names, folder, "sql-migrate orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format sql_migrate_format() {
  return {
      .name = "sql-migrate",
      .looks_like = "N_name.sql with -- +migrate Up",
      .closer_than = {"sqlx", "plain"},
      .recognise = recognise_sql_migrate,
      .read = read_sql_migrate,
      .version_table = {.name = "gorp_migrations",
                        .made_by = "CREATE TABLE IF NOT EXISTS gorp_migrations (id text NOT "
                                   "NULL PRIMARY KEY, applied_at timestamptz)",
                        .version = "id::text",
                        .zeros_matter = true,
                        .late = "sql-migrate applies it now, after what was meant to come after "
                                "it",
                        .applies_late = true,
                        .version_of = [](const std::string& id) { return id + ".sql"; }},
      .one_session = true,
      .outside_transaction =
          "Write `-- +migrate Up notransaction` (and `-- +migrate Down notransaction`, if it goes "
          "down so)."};
}

}  // namespace pgstair::chain

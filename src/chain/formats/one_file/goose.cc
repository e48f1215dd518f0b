// SPDX-License-Identifier: MIT
// goose's rules, from its sources (pressly/goose):
//
// - A migration is a file NUMBER_name.sql or NUMBER_name.go whose number is at least 1; Go test
//   files and other names are skipped. Two files with one version are refused
//   (provider_collect.go).
// - The order is the number's. A Go migration runs as Go code, which pgstair cannot.
// - Annotations, in any case, each alone on a line that starts with `--` in its first column: Up
//   (once, required), Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF.
//   Any other, or one out of place, and goose refuses the file (internal/sqlparser/parser.go).
// - Statements are cut at lines that end with a semicolon, comments aside, and between
//   StatementBegin and StatementEnd not at all; each piece is one query. So a function body with
//   inner semicolons outside such a block reaches the server in pieces, which it refuses.
//   A last statement without semicolon makes goose refuse the file.
// - One transaction per migration and direction, unless NO TRANSACTION stands anywhere in the file.
// - Between ENVSUB ON and OFF each line is expanded from the environment: see envsub.h.
#include <algorithm>
#include <array>

#include "chain/envsub.h"
#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

enum class Annotation {
  none,
  up,
  down,
  begin,
  end,
  no_transaction,
  envsub_on,
  envsub_off,
  unknown
};

struct NamedAnnotation {
  std::string_view name;
  Annotation annotation;
};

constexpr std::array annotations{
    NamedAnnotation{"Up", Annotation::up},
    NamedAnnotation{"Down", Annotation::down},
    NamedAnnotation{"StatementBegin", Annotation::begin},
    NamedAnnotation{"StatementEnd", Annotation::end},
    NamedAnnotation{"NO TRANSACTION", Annotation::no_transaction},
    NamedAnnotation{"ENVSUB ON", Annotation::envsub_on},
    NamedAnnotation{"ENVSUB OFF", Annotation::envsub_off},
};

/// The words after `+goose`, if the line is meant as an annotation.
std::optional<std::string> annotation_words(std::string_view line) {
  if (!trim(line).starts_with("--") || line.find("+goose") == std::string_view::npos) {
    return std::nullopt;
  }
  auto words = replace_all(std::string(line), "--", "");
  words.replace(words.find("+goose"), std::string_view("+goose").size(), "");
  return std::string(trim(words));
}

Annotation annotation_of(std::string_view line, const std::string& words) {
  if (line.front() == ' ' || line.front() == '\t') return Annotation::unknown;
  for (const auto& known : annotations) {
    if (lower(known.name) == lower(words)) return known.annotation;
  }
  return Annotation::unknown;
}

/// goose's state machine over one file. What it cannot make sense of ends the reading: `refused`.
class GooseFileReader {
 public:
  GooseFileReader(Revision& revision, const ReadOptions& options, std::vector<Fault>& faults)
      : revision_(revision), options_(options), faults_(faults), here_{revision.file, 0, 1} {}

  void read(std::string_view text) {
    for (const auto line : lines(text)) {
      ++here_.line;
      read_line(line);
      if (is_refused_) return;
    }
    if (script_ == nullptr) {
      refuse("the file has no -- +goose Up", "put it above the upgrade");
    } else if (in_block_) {
      here_ = block_location_;
      refuse("-- +goose StatementBegin has no StatementEnd", "add it after the statement");
    } else {
      refuse_open_statement();
    }
    if (!in_transaction_) {
      for (auto* script : {&revision_.up, &revision_.down}) {
        if (*script) std::get<SqlScript>(**script).transactions = Transactions::none;
      }
    }
  }

 private:
  void read_line(std::string_view line) {
    if (is_among_rows_) return read_row(line);
    if (script_ == nullptr && trim(line).empty()) return;
    if (const auto words = annotation_words(line)) {
      annotate(annotation_of(line, *words), *words);
      if (!piece_.empty()) piece_ += '\n';  // keeps the lines below it where they are
      return;
    }
    if (piece_.empty() && (line.empty() || trim(line).starts_with("--"))) return;
    if (script_ == nullptr) {
      refuse("SQL stands before -- +goose Up", "move it below the annotation");
      return;
    }
    if (piece_.empty()) piece_location_ = here_;
    piece_ += envsub_ ? expanded(line) : std::string(line);
    piece_ += '\n';
    // goose takes a command of psql for the beginning of a statement, and fails; see read_row().
    const bool is_whole = ends_statement(line) || piece_.front() == '\\';
    if (in_block_ || !is_whole) return;
    is_among_rows_ = sql::classify(piece_) == sql::StatementClass::copy_from_client;
    if (!is_among_rows_) finish_piece();
  }

  /// The rows below COPY … FROM stdin. goose takes them for SQL, and fails; here they are kept
  /// together, so that the rest of a dump can be looked at as well.
  void read_row(std::string_view line) {
    piece_ += std::string(line) + '\n';
    is_among_rows_ = trim(line) != "\\.";
    if (!is_among_rows_) finish_piece();
  }

  void annotate(Annotation annotation, const std::string& words) {
    switch (annotation) {
      case Annotation::up:
        if (script_ != nullptr) return refuse("a second -- +goose Up", "keep one of them");
        return open(revision_.up);
      case Annotation::down:
        if (script_ == nullptr) return refuse("-- +goose Down stands before Up", "swap the two");
        if (revision_.down) return refuse("a second -- +goose Down", "keep one of them");
        if (in_block_) return refuse("-- +goose Down stands in a statement", "end it before");
        refuse_open_statement();
        revision_.down_location = here_;
        return open(revision_.down);
      case Annotation::begin:
        if (script_ == nullptr || in_block_) {
          return refuse("-- +goose StatementBegin is out of place",
                        "it belongs after Up or Down, and blocks do not nest");
        }
        in_block_ = true;
        block_location_ = here_;
        return;
      case Annotation::end:
        if (!in_block_) return refuse("-- +goose StatementEnd without StatementBegin", "remove it");
        in_block_ = false;
        return finish_piece();
      case Annotation::no_transaction:
        in_transaction_ = false;
        return;
      case Annotation::envsub_on:
      case Annotation::envsub_off:
        envsub_ = annotation == Annotation::envsub_on;
        return;
      case Annotation::unknown:
      case Annotation::none:
        return refuse_unknown(words);
    }
  }

  void open(std::optional<Script>& script) {
    script = SqlScript{revision_.file, {}, Transactions::one};
    script_ = &std::get<SqlScript>(*script);
  }

  void finish_piece() {
    auto statements = sql::split_statements(piece_, piece_location_);
    std::move(statements.begin(), statements.end(), std::back_inserter(script_->statements));
    piece_.clear();
  }

  std::string expanded(std::string_view line) {
    return expand_variables(line, options_.placeholders, [&](const std::string& name, int column) {
      faults_.push_back({"unknown-placeholder",
                         "the variable " + name + " is not set; goose puts nothing in its place",
                         {here_.file, here_.line, column},
                         revision_.id,
                         "set it in the environment, or under [placeholders] in pgstair.toml"});
    });
  }

  void refuse_open_statement() {
    if (trim(piece_).empty()) return;
    here_ = piece_location_;
    refuse("the statement has no semicolon at the end of its last line; goose refuses the file",
           "add it");
  }

  void refuse_unknown(const std::string& words) {
    std::vector<std::string> names;
    for (const auto& known : annotations) names.emplace_back(known.name);
    const auto meant = nearest(words, names);
    refuse("unknown annotation -- +goose " + words,
           meant ? "write -- +goose " + *meant + ", starting in the first column"
                 : "the annotations are " + join(names, ", "));
  }

  void refuse(std::string message, std::string advice) {
    if (is_refused_) return;
    is_refused_ = true;
    revision_.up.reset();
    revision_.down.reset();
    revision_.not_runnable = "goose refuses its file: " + message;
    faults_.push_back({"bad-marker", std::move(message), here_, revision_.id, std::move(advice)});
  }

  Revision& revision_;
  const ReadOptions& options_;
  std::vector<Fault>& faults_;
  Location here_;
  SqlScript* script_ = nullptr;  ///< null before Up
  std::string piece_;
  Location piece_location_;
  Location block_location_;
  bool in_block_ = false;
  bool is_among_rows_ = false;  ///< of COPY … FROM stdin
  bool in_transaction_ = true;
  bool envsub_ = false;
  bool is_refused_ = false;
};

/// The version of NUMBER_name.sql or .go; empty if goose would not take it for a migration.
std::string version_of(const Entry& entry) {
  const auto digits = leading_digits(entry.name);
  const bool is_zero = digits.find_first_not_of('0') == std::string_view::npos;
  const bool has_suffix = entry.name.ends_with(".sql") ||
                          (entry.name.ends_with(".go") && !entry.name.ends_with("_test.go"));
  if (entry.is_folder || is_zero || !has_suffix) return {};
  return entry.name.substr(digits.size()).starts_with('_') ? std::string(digits) : std::string();
}

DollarBraces dollar_braces_in_goose(std::string_view text) {
  const bool has_envsub = lower(text).find("envsub on") != std::string::npos;
  return has_envsub ? DollarBraces::left_to_the_tool : DollarBraces::placeholders;
}

Revision goose_revision(const Entry& entry, const ReadOptions& options,
                        std::vector<Fault>& faults) {
  if (entry.name.ends_with(".go")) {
    Revision revision;
    revision.id = entry.path.stem().string();
    revision.file = entry.path.string();
    report_code_migration("Go", revision, faults);
    return revision;
  }
  return read_both(entry, dollar_braces_in_goose, options, faults,
                   [&](std::string_view text, Revision& revision) {
                     GooseFileReader(revision, options, faults).read(text);
                   });
}

std::size_t recognise_goose(const std::filesystem::path& folder) {
  return count_files_with(
      folder, [](const Entry& e) { return e.name.ends_with(".sql") && !version_of(e).empty(); },
      [](std::string_view text) {
        const auto all = lines(text);
        return std::any_of(all.begin(), all.end(), [](std::string_view line) {
          return annotation_words(line).has_value();
        });
      });
}

ReadResult read_goose(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"goose", {}, {}};
  std::vector<Entry> migrations;
  for (const auto& entry : entries(folder)) {
    if (!version_of(entry).empty()) {
      migrations.push_back(entry);
    } else if (!entry.is_folder && entry.name.ends_with(".sql")) {
      result.faults.push_back({"ignored-file",
                               "goose does not take this file for a migration: its name is not "
                               "NUMBER_name.sql with a number above zero",
                               {entry.path.string()},
                               "",
                               "rename it, or move it out of the folder"});
    }
  }
  std::stable_sort(migrations.begin(), migrations.end(), [](const Entry& a, const Entry& b) {
    return compare_numbers(version_of(a), version_of(b)) < 0;
  });
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& entry : migrations) {
    result.revisions.push_back(goose_revision(entry, options, result.faults));
    names.push_back(entry.name);
    versions.push_back(number_in(version_of(entry)));
  }
  report_shared_versions(versions, result.revisions, "goose refuses the folder", result.faults);
  report_surprising_order(names, folder, "goose orders by number", result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format goose_format() {
  return {
      .name = "goose",
      .looks_like = "N_name.sql with -- +goose Up",
      .closer_than = {"sqlx", "plain"},
      .recognise = recognise_goose,
      .read = read_goose,
      .version_table =
          {.name = "goose_db_version",
           .made_by =
               "CREATE TABLE IF NOT EXISTS goose_db_version (id integer PRIMARY KEY GENERATED BY "
               "DEFAULT AS IDENTITY, version_id bigint NOT NULL, is_applied boolean NOT "
               "NULL, tstamp timestamp NOT NULL DEFAULT now()); INSERT INTO "
               "goose_db_version (version_id, is_applied) VALUES (0, true)",
           .version = "version_id::text",
           .where = "version_id > 0 AND is_applied AND NOT EXISTS (SELECT FROM @ "
                    "later WHERE later.version_id = v.version_id AND later.id > v.id)",
           .late = "goose refuses to go on; with -allow-missing it applies it now, "
                   "after what was meant to come after it",
           .version_of = before_underscore},
      .one_session = true,
      .outside_transaction =
          "Write `-- +goose NO TRANSACTION` into the file, and let the statement stand by itself, "
          "outside StatementBegin and StatementEnd."};
}

}  // namespace pgstair::chain

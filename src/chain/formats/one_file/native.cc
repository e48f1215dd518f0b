// SPDX-License-Identifier: MIT
// pgstair's own format is dbmate's with a graph added. dbmate's rules, from its sources
// (amacneil/dbmate):
//
// - A migration is a file ^(\d+).*\.sql$; they are ordered by file name, as text, not by number
//   (pkg/dbmate/db.go, FindMigrations).
// - `-- migrate:up` and `-- migrate:down` start at a line's first column and may carry
//   `key:value` options, of which `transaction:false` is known. Before the first up only blank
//   lines and `--` comments may stand. A file may hold several pairs of up and down, run in order
//   (pkg/dbmate/migration.go). dbmate refuses a file without down; here it is a revision without a
//   downgrade.
//
// pgstair's additions, each on a line of its own, anywhere in the file:
//
//   -- migrate:parents A B        the revisions before this one; none, or nothing, for a base
//
// and what an author may declare in files of every format (declarations.h).
//
// With transaction:false pgstair sends the statements one by one, so that each commits by itself;
// dbmate sends the section in one piece, where the server refuses CREATE INDEX CONCURRENTLY unless
// it stands alone.
#include <algorithm>
#include <set>

#include "chain/declarations.h"
#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

struct Line {
  std::string_view text;
  std::size_t offset = 0;  ///< of its first byte in the file
  Location location;       ///< of its first character
};

struct Marker {
  std::string_view verb;  ///< up, down, parents …
  std::string_view rest;  ///< what follows the verb
};

/// The `-- migrate:VERB rest` of a line, if it is one.
std::optional<Marker> marker_of(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trim(line.substr(2));
  constexpr std::string_view prefix = "migrate:";
  if (!line.starts_with(prefix)) return std::nullopt;
  line.remove_prefix(prefix.size());
  const auto verb = line.substr(0, line.find_first_of(" \t"));
  return Marker{verb, trim(line.substr(verb.size()))};
}

/// The names in a marker's list, between blanks or commas.
std::vector<std::string> names_in(std::string_view list) {
  const auto text = replace_all(std::string(list), ",", " ");
  const auto words = words_of(text);
  return {words.begin(), words.end()};
}

/// Reads one file: cuts it into sections at its markers and keeps what the other markers say.
class NativeFileReader {
 public:
  NativeFileReader(std::string text, Revision& revision, std::vector<Fault>& faults)
      : text_(std::move(text)), revision_(revision), faults_(faults) {}

  void read() {
    Line line{{}, 0, {revision_.file, 1, 1}};
    while (line.offset < text_.size()) {
      const auto end = std::min(text_.find('\n', line.offset), text_.size());
      line.text = std::string_view(text_).substr(line.offset, end - line.offset);
      read_line(line);
      line.offset = end + 1;
      ++line.location.line;
    }
    close_section(text_.size());
    if (!revision_.up) report_missing_up();
    read_declarations(text_, {revision_.file, 1, 1}, revision_, faults_);
  }

 private:
  void read_line(const Line& line) {
    const auto marker = marker_of(line.text);
    if (marker && is_declaration(marker->verb)) return;
    if (!marker) {
      const auto text = trim(line.text);
      if (section_ == nullptr && !text.empty() && !text.starts_with("--")) report_early(line);
      return;
    }
    const Location here{line.location.file, line.location.line,
                        static_cast<int>(line.text.find("--")) + 1};
    if (marker->verb == "up" || marker->verb == "down") {
      if (here.column != 1) {
        report(here,
               "the marker is not at the start of its line, so it is a comment like any other",
               "move it to the first column");
        return;
      }
      open_section(*marker, line);
    } else if (marker->verb == "parents") {
      revision_.parents = names_in(marker->rest);
      if (revision_.parents == std::vector<std::string>{"none"}) revision_.parents.clear();
      revision_.parents_location = here;
    } else {
      report_unknown(*marker, here);
    }
  }

  void open_section(const Marker& marker, const Line& line) {
    close_section(line.offset);
    auto& script = marker.verb == "up" ? revision_.up : revision_.down;
    if (marker.verb == "down" && !revision_.up) {
      report(line.location, "-- migrate:down stands before -- migrate:up", "put the upgrade first");
    }
    if (!script) script = SqlScript{revision_.file, {}, Transactions::one};
    section_ = &std::get<SqlScript>(*script);
    section_start_ = line.offset;
    section_location_ = line.location;
    if (marker.verb == "down") revision_.down_location = line.location;
    for (const auto option : words_of(marker.rest)) read_option(option, line.location);
  }

  void read_option(std::string_view option, const Location& here) {
    if (option == "transaction:false") {
      section_->transactions = Transactions::none;
    } else if (option != "transaction:true") {
      report(here, "unknown option " + std::string(option), "the one option is transaction:false");
    }
  }

  void close_section(std::size_t end) {
    if (section_ == nullptr) return;
    const auto text = std::string_view(text_).substr(section_start_, end - section_start_);
    auto statements = sql::split_statements(text, section_location_);
    std::move(statements.begin(), statements.end(), std::back_inserter(section_->statements));
  }

  void report(const Location& here, std::string message, std::string advice) {
    faults_.push_back({"bad-marker", std::move(message), here, revision_.id, std::move(advice)});
  }

  void report_unknown(const Marker& marker, const Location& here) {
    const auto meant = nearest(marker.verb, {"up", "down", "parents"});
    revision_.not_runnable = "it has the unknown marker -- migrate:" + std::string(marker.verb);
    report(
        here, "unknown marker -- migrate:" + std::string(marker.verb),
        meant ? "did you mean -- migrate:" + *meant + "?" : "the markers are up, down and parents");
  }

  void report_early(const Line& line) {
    if (has_early_text_) return;
    has_early_text_ = true;
    revision_.not_runnable = "it has SQL before -- migrate:up";
    report(line.location, "SQL stands before -- migrate:up, where only comments may",
           "move it below the marker");
  }

  void report_missing_up() {
    report({revision_.file, 1, 1}, "the file has no -- migrate:up", "add it above the upgrade");
    revision_.not_runnable = "it has no -- migrate:up section";
  }

  std::string text_;
  Revision& revision_;
  std::vector<Fault>& faults_;
  SqlScript* section_ = nullptr;
  std::size_t section_start_ = 0;
  Location section_location_;
  bool has_early_text_ = false;
};

Revision native_revision(const Entry& entry, const ReadOptions& options,
                         std::vector<Fault>& faults) {
  Revision revision;
  revision.id = std::filesystem::path(entry.name).stem().string();
  revision.file = entry.path.string();
  revision.down_location = Location{revision.file};
  if (const auto text = read_text(entry.path, revision.id, faults)) {
    const auto filled = fill_placeholders(*text, options.placeholders, DollarBraces::placeholders,
                                          revision.file, revision.id, faults);
    NativeFileReader(filled.text, revision, faults).read();
    heed_unfilled(filled, revision);
  } else {
    revision.not_runnable = "its file cannot be read";
  }
  return revision;
}

/// Turns what `-- migrate:parents` says (an id, or a prefix that only one id has) into ids. A name
/// that nothing answers to stays as it is: building the chain reports it.
void resolve_parents(std::vector<Revision>& revisions, std::vector<Fault>& faults) {
  std::set<std::string> ids;
  for (const auto& revision : revisions) ids.insert(revision.id);
  for (auto& revision : revisions) {
    for (auto& parent : revision.parents) {
      if (ids.contains(parent)) continue;
      std::vector<std::string> found;
      for (auto id = ids.lower_bound(parent); id != ids.end() && id->starts_with(parent); ++id) {
        found.push_back(*id);
      }
      if (found.size() == 1) parent = found.front();
      if (found.size() > 1) {
        faults.push_back({"missing-parent",
                          "the parent " + parent + " is ambiguous: it matches " + join(found, ", "),
                          revision.parents_location, revision.id, "write the whole file name"});
      }
    }
  }
}

bool is_migration(const Entry& entry) {
  return !entry.is_folder && entry.name.ends_with(".sql") && !leading_digits(entry.name).empty();
}

std::size_t recognise_native(const std::filesystem::path& folder) {
  return count_files_with(folder, is_migration, [](std::string_view text) {
    const auto all = lines(text);
    return std::any_of(all.begin(), all.end(), [](std::string_view line) {
      const auto marker = marker_of(line);
      return marker && !is_declaration(marker->verb);
    });
  });
}

ReadResult read_native(const std::filesystem::path& folder, const ReadOptions& options) {
  ReadResult result{"native", {}, {}};
  std::vector<std::string> versions;
  for (const auto& entry : entries(folder)) {
    if (!is_migration(entry)) continue;
    result.revisions.push_back(native_revision(entry, options, result.faults));
    versions.emplace_back(leading_digits(entry.name));
  }
  report_shared_versions(versions, result.revisions,
                         "dbmate records one row for them, so only the first is ever applied",
                         result.faults);
  report_misread_numbers(result.revisions, versions, result.faults);
  resolve_parents(result.revisions, result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format native_format() {
  return {
      .name = "native",
      .looks_like = "N_name.sql with -- migrate:up (dbmate's format)",
      .closer_than = {"sqlx", "plain"},
      .recognise = recognise_native,
      .read = read_native,
      .version_table =
          {.name = "schema_migrations",
           .made_by = "CREATE TABLE IF NOT EXISTS schema_migrations (version varchar PRIMARY KEY)",
           .version = "version::text",
           .late = "dbmate applies it now, after what was meant to come after it, or "
                   "with --strict refuses to go on",
           .applies_late = true,
           .version_of = before_underscore},
      .one_session = true,
      .outside_transaction =
          "Give the statement a revision of its own that says `-- migrate:up transaction:false` "
          "(and `-- migrate:down transaction:false`, if it goes down so)."};
}

}  // namespace pgstair::chain

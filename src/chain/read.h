// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "chain/chain.h"
#include "chain/placeholders.h"

/// From files to a chain. Each format's rules are in its own reader, `formats/*.cc`.
namespace pgstair::chain {

/// What a reader may need beyond the files: settings that the tool itself takes from elsewhere.
struct ReadOptions {
  /// Flyway's `${name}`; goose's ENVSUB falls back to the environment; of the other formats what
  /// whoever deploys fills in before: placeholders.h
  Placeholders placeholders;
};

/// What a reader found: revisions in the tool's own order, each naming its parents.
struct ReadResult {
  std::string format;
  std::vector<Revision> revisions;
  std::vector<Fault> faults;
  bool several_heads = false;  ///< on purpose: the project's branches have names
  /// What a baseline stands for on new databases; those that have applied some of it go on with it.
  std::vector<Revision> before_baseline = {};
};

/// The table in which a tool notes what it has applied, as SQL that somebody else will run.
struct VersionTable {
  std::string_view name;
  std::string_view made_by = "";    ///< the tool's own statements; empty where no one tool is meant
  std::string_view version;         ///< of a row `v`, as text
  std::string_view where = "true";  ///< which rows `v` count; @ is the table
  std::string_view failed = "";     ///< which rows note a failure
  bool holds_last = false;          ///< only the last versions, not each that was applied
  std::string_view baseline = "";   ///< which rows `v` stand for all versions up to theirs
  bool zeros_matter = false;        ///< at the beginning: 0042 is not 42
  std::string_view order = "";     ///< number of a row `v` in the order of application; "": unknown
  std::string_view checksum = "";  ///< of a row `v`, as text; "": the tool keeps none
  /// What the tool does with a revision that comes before one that is applied: a sentence.
  std::string_view late = "whether its tool still applies it is not known";
  bool applies_late = false;  ///< and goes on, or nobody knows
  /// A query for what is applied again whenever its file changes: file name, checksum, and `order`.
  std::string_view repeatables = "";
  std::string (*version_of)(const std::string& id);  ///< of a revision
};

/// What a tool makes of those parts of a dump that pg_dump writes for psql.
struct PsqlParts {
  bool copied_rows = false;  ///< it sends the rows below COPY … FROM stdin
  bool commands = false;     ///< \restrict is no syntax error to it
};

/// A format that pgstair reads.
struct Format {
  std::string_view name;        ///< in `format = "…"`, --chain-format, reports
  std::string_view looks_like;  ///< for people: "N_name.up.sql beside N_name.down.sql"
  /// Formats that would take its files as well, if it were not for a closer look.
  std::vector<std::string_view> closer_than;
  /// How many entries of the folder are surely this format's; 0 means it is not.
  std::size_t (*recognise)(const std::filesystem::path& folder);
  ReadResult (*read)(const std::filesystem::path& folder, const ReadOptions& options);
  VersionTable version_table;
  bool has_folders = false;  ///< its migrations lie in folders of the chain's folder
  /// The tool applies all revisions over one connection, and does not put right how they leave it.
  bool one_session = false;
  bool one_transaction = false;  ///< it applies all that is pending in one
  PsqlParts psql_parts = {};
  /// What to write so that a statement runs outside a transaction (CREATE INDEX CONCURRENTLY …).
  /// Empty: its tool has no way.
  std::string_view outside_transaction = {};
};

/// All of them: formats/formats.cc. (Alembic's are no files to read: see harness/alembic.)
const std::vector<Format>& formats();
std::vector<std::string> format_names();
/// Null for what is no format of files.
const Format* find_format(std::string_view name);
/// The statements by which the format's tool makes its version table before the first revision;
/// empty if it has none that is known (and for what is no format of files).
std::string version_table_sql(std::string_view format);
/// Whether the format's tool runs one revision in the session that the one before has left.
bool runs_in_one_session(std::string_view format);
/// How its tool is told to run a statement outside a transaction: a sentence; empty, of what is no
/// format of files.
std::string_view outside_transaction(std::string_view format);
/// What it makes of what is meant for psql; nothing, of what is no format of files.
PsqlParts psql_parts(std::string_view format);

/// The formats that the folder's files may be of; several only where no closer look decides.
std::vector<const Format*> recognised_formats(const std::filesystem::path& folder);

/// Throws UsageError: there is no such folder, with the nearest existing name.
[[noreturn]] void refuse_missing(const std::filesystem::path& folder);

/// The format of the folder's files. Throws UsageError: no such folder (with the nearest existing
/// name), an empty folder, files of no known format, or of several (with examples of each, and
/// `--chain-format` as the way out).
const Format& detect(const std::filesystem::path& folder);

/// The format of that name. Throws UsageError naming the nearest known one.
const Format& format_named(std::string_view name);

/// The folder's chain, by the format of that name, or the detected one if it is empty. Throws as
/// these two, and UsageError for the files of a tool that pgstair does not read.
ReadResult read_folder(const std::filesystem::path& folder, std::string_view format,
                       const ReadOptions& options);

}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "alembic/project.h"
#include "checks/expectations.h"
#include "report/finding.h"
#include "rows/rehearsal.h"
#include "server/installation.h"
#include "server/surroundings.h"
#include "walk/step.h"

/// The whole of `pgstair verify` as one function of its options.
namespace pgstair::verify {

/// Another migration runner, driven by shell commands (`[commands]` in pgstair.toml).
struct RunnerCommands {
  std::string list;       ///< prints the revisions' ids, one a line, base first
  std::string upgrade;    ///< `{revision}` stands for the id
  std::string downgrade;  ///< empty: the runner has no downgrades
  Location location;      ///< of the table in pgstair.toml
};

/// A `[[allow]]` table: findings that the team accepts, and why.
struct Allowance {
  std::string code;
  std::string revision;  ///< an id, the beginning of one, or a glob; empty: in any
  std::string object;    ///< likewise, but for the beginning; empty: any
  std::string reason;
  Location location;
  Location revision_location = {};  ///< of the revision's name, where pgstair.toml has it
};

/// Revisions that are judged, where those that were there before are not.
struct NewRevisions {
  std::string since;          ///< what was there before, for a person: "origin/main (1a2b3c4)"
  std::set<std::string> ids;  ///< new, or other than they were
};

/// An `[[expect]]` table: what a query returns right after a revision.
struct ExpectedRows {
  std::string after;  ///< a revision, as resolve() takes it
  checks::Expectation expectation;
};

/// What to verify and how. Paths are as given, relative to the working directory.
struct Options {
  std::filesystem::path chain = ".";         ///< the folder with the migrations
  std::string format;                        ///< empty: detect
  std::vector<std::filesystem::path> model;  ///< SQL files, or one snapshot file; see read_model()
  /// For an Alembic project: whether its target_metadata is the model, or a part of it.
  bool model_metadata = true;
  std::string model_database;  ///< the URL of a live database that is the model instead
  Location model_database_location;
  std::string model_command;  ///< a shell command that makes the model instead
  Location model_command_location;
  std::vector<std::filesystem::path> neighbours;  ///< SQL files loaded before base
  bool version_table = true;  ///< the chain's tool has made its own before the first revision
  server::Surroundings surroundings;  ///< of the chain, where it is deployed
  std::map<std::string, std::string> placeholders;
  std::optional<RunnerCommands> commands;
  alembic::ProjectOptions alembic;  ///< its `config` is empty unless pgstair.toml names one
  std::vector<Allowance> allowances;
  std::filesystem::path baseline;        ///< a file of findings that are accepted (baseline.h)
  std::filesystem::path write_baseline;  ///< where to write one of today's findings instead
  bool untrusted = false;                ///< a stranger's chain: see untrusted.h
  bool trusted_python = false;           ///< but its Python may run as the caller
  server::InstallationChoice postgres;
  std::string server_url;  ///< not empty: use databases on this server
  std::optional<std::string> locale;
  /// Whether programs are told a host and a port instead of a socket; empty: where they need it.
  std::optional<bool> listen;
  unsigned jobs = 0;  ///< servers that share the walk; 0: as many as are worth it
  std::string from;   ///< the last released revision, as resolve() takes it; empty: not known
  Location from_location;
  /// Judge only revisions after this one, as resolve() takes it; empty: all.
  std::string since;
  Location since_location;
  /// Judge only these, and what comes after the first of them. Not together with `since`.
  std::optional<NewRevisions> new_revisions;
  /// How long one script of the chain may take, an upgrade or a downgrade.
  std::chrono::seconds time_limit = walk::usual_time_limit;
  bool probe = false;              ///< probe every constraint at head
  rows::RowsOptions rows;          ///< to rehearse each revision with
  std::filesystem::path fixtures;  ///< a folder with REVISION.sql files; empty: none
  std::vector<ExpectedRows> expected_rows;
  /// No revision may change rows: how bad it is if one does. Empty: each may.
  std::optional<report::Severity> schema_only;
  bool lookup_rows = false;            ///< but for inserting into tables that it makes itself
  std::filesystem::path data_scripts;  ///< the team's folder for changes of rows; may be empty
  bool require_rows = false;           ///< a table without rows at head is a finding
  bool keep = false;                   ///< leave the disposable server running
  bool whole_snapshots = false;        ///< read whole catalogs instead of what revisions touched
  /// How much room answers may take that are kept for the next time; 0: none is kept.
  std::uint64_t cache_megabytes = 256;
  report::Severity fail_on = report::Severity::error;
};

/// The most that `timeout` may be: a day.
constexpr std::int64_t most_seconds = 86'400;

/// Reads pgstair.toml, if `folder` has one, over the defaults. Relative paths and globs in it are
/// relative to the file. Throws UsageError with file:line:column for a syntax error, a wrong type,
/// a glob that matches nothing, or an unknown key (naming the nearest known one).
Options read_configuration(const std::filesystem::path& folder);

/// Takes one value of `model`: "metadata", the URL of a live database (which stands alone), or a
/// pattern of files below `folder`. Throws UsageError, which never repeats a URL, with `location`.
void add_model(Options& options, const std::string& value, const std::filesystem::path& folder,
               const Location& location);

/// The files that `pattern` (a path, `*` and `?` in its last part) matches below `folder`, sorted
/// by name. Throws UsageError if there is none.
std::vector<std::filesystem::path> expand(const std::filesystem::path& folder,
                                          const std::string& pattern, const Location& location);

}  // namespace pgstair::verify

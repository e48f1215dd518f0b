// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/snapshot_source.h"
#include "chain/placeholders.h"
#include "chain/revision.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"
#include "walk/row_statistics.h"
#include "walk/script_program.h"
#include "walk/script_session.h"
#include "walk/step.h"

namespace pgstair::walk {

/// What is there before the first revision, besides what surrounds every database of the run.
struct BeforeBase {
  std::vector<std::filesystem::path> neighbours;  ///< SQL files of others
  /// The statements by which the chain's own tool makes its version table; empty if that is not
  /// known, or its program's business.
  std::string version_table;
  chain::Placeholders placeholders;  ///< of which the neighbours have the values
};

/// The database that is walked: where scripts run, and what it looks like. It may be made anew
/// under the same name; which revisions are applied to it is for others to know (RevisionRunner).
class WalkDatabase {
 public:
  /// Creates the database and makes what is there before base.
  /// Throws UsageError with file, line and the server's words if a neighbour does not load.
  /// `program` runs the chain's ProgramScripts; null if it has none.
  /// `make_source`: what snapshots are read by; empty: by whole reads. `time_limit`: how long a
  /// script may take; the program has one of its own.
  WalkDatabase(postgres::ScratchDatabases& databases, BeforeBase before_base,
               std::unique_ptr<ScriptProgram> program, catalog::MakeSnapshotSource make_source,
               std::chrono::seconds time_limit);

  /// Runs a script as its tool would and commits; its session is ended if it ran to its end.
  StepOutcome run(const chain::Script& script, Leaks leaks = Leaks::ignored);

  /// Applies each statement of an upgrade that can be applied by itself; see apply_partly().
  chain::SqlScript run_partly(const chain::SqlScript& script);

  /// Our own, where SQL scripts run as well unless a role of their own deploys; another one after
  /// copy() and renew().
  ScriptSession& scripts() { return *scripts_; }
  postgres::Session& session() { return scripts_->session(); }

  /// Whether scripts run in a session of their own, as another role than ours: then nothing that
  /// they do can be looked at, or undone, before it is committed.
  bool has_deployer() const { return deployer_.has_value(); }
  /// Its name. Requires: has_deployer().
  const std::string& deployer_name() const { return deployer_->login_role(); }
  /// Whether `script` can be run in a transaction of ours and be rolled back.
  bool can_roll_back(const chain::Script& script) const;
  /// Makes the sessions as good as new ones. Requires: no open transaction.
  void reset_sessions();

  /// What there is, inside the session's open transaction if `in_transaction` says so.
  catalog::Snapshot snapshot(catalog::InTransaction in_transaction = catalog::InTransaction::no);
  /// The same, trusting nothing that was read before.
  catalog::Snapshot snapshot_whole();

  /// What rows have been written so far. The session of a role that deploys and those of the
  /// chain's program are ended for it: they report what they wrote at the end.
  RowStatistics row_statistics();

  /// Gives the database a time zone for all sessions that begin from now on; its own begin anew.
  /// renew() takes it away. Requires: no open transaction.
  void set_time_zone(const std::string& zone);

  /// A copy of the database as it is now. Requires: no open transaction.
  std::unique_ptr<postgres::ScratchDatabase> copy();
  /// Makes the database anew: a copy of `source` or, if that is null, as it was created.
  void renew(const postgres::ScratchDatabase* source);

  /// The program that runs the chain's ProgramScripts; null if it has none.
  ScriptProgram* program() { return program_.get(); }
  /// Makes the chain's program believe that exactly these revisions are applied, in this order.
  void note_applied(const std::vector<std::string>& revisions);

  /// What the files of neighbours have made.
  const std::set<catalog::Identity>& neighbours() const { return neighbours_; }

  const std::string& name() const { return database_->name(); }
  /// For another session on the database as it is now; renew() may put another in its place.
  std::string conninfo() const { return database_->conninfo(); }
  /// The same as the role that deploys.
  std::string deployer_conninfo() const { return database_->deployer_conninfo(); }
  std::string server_version() { return session().server_version_text(); }

 private:
  void connect();
  void connect_deployer();
  void disconnect();
  ScriptSession& deployer() { return deployer_ ? *deployer_ : *scripts_; }
  void make_what_is_before_base();
  void make_version_table();
  void load_neighbours();

  postgres::ScratchDatabases* databases_;
  BeforeBase before_base_;
  std::chrono::seconds time_limit_;
  std::set<catalog::Identity> neighbours_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::unique_ptr<ScriptProgram> program_;  // after the database: ends before it is dropped
  std::optional<ScriptSession> scripts_;
  std::optional<ScriptSession> deployer_;  ///< only if another role deploys
  catalog::MakeSnapshotSource make_source_;
  std::unique_ptr<catalog::SnapshotSource> source_;
};

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/snapshot_reader.h"
#include "chain/chain.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"
#include "walk/script_program.h"
#include "walk/step.h"

namespace pgstair::walk {

/// What the walk does at a revision besides running its scripts; positions of revisions.
struct RevisionFixtures {
  std::map<std::size_t, chain::SqlScript> scripts;          ///< rows of the team's own
  std::map<std::size_t, std::vector<std::string>> queries;  ///< asked right after the upgrade
};

/// The database that is walked, and the way back to its last good state.
///
/// Which revisions are applied is known at every moment, so a database that a broken script spoiled
/// is made anew: from the newest checkpoint (a template clone of an earlier good state) by
/// replaying the upgrades since. A checkpoint is taken whenever a replay cost more than a clone
/// would, so all replays of a walk together cost no more than a constant number of walks.
class WalkDatabase {
 public:
  /// Creates the database and loads `neighbours` (SQL files) into it.
  /// Throws UsageError with file, line and the server's words if one does not load.
  /// `program` runs the chain's ProgramScripts; null if it has none.
  WalkDatabase(postgres::ScratchDatabases& databases, const chain::Chain& chain,
               const std::vector<std::filesystem::path>& neighbours,
               std::unique_ptr<ScriptProgram> program = nullptr, RevisionFixtures fixtures = {});

  /// Applies or reverts the revision at `index` and commits. After a failure the database may be
  /// half-changed: see restore().
  StepOutcome upgrade(std::size_t index);
  StepOutcome downgrade(std::size_t index);

  /// Loads the fixture of a revision that is applied and will stay so; nothing if there is none.
  std::optional<StepOutcome> load_fixture(std::size_t index);
  /// Asks the queries of the revision, each in a transaction that may only read.
  std::vector<postgres::StatementOutcome> ask(std::size_t index);

  /// Runs the downgrade and leaves its transaction open; after a failure none is open.
  /// Requires: rollable(*down).
  StepOutcome try_downgrade(std::size_t index);
  /// Runs the upgrade inside the transaction that try_downgrade() left open. Requires:
  /// rollable(*up).
  StepOutcome try_upgrade_again(std::size_t index);
  /// Ends that transaction, either way.
  void commit_downgrade(std::size_t index);
  void roll_back();

  bool in_transaction() const { return in_transaction_; }

  /// Opens a transaction for a rehearsal, in which everything is rollable().
  void begin_rehearsal();
  /// Rolls it back, after which the catalog is what it was, and puts the sequences, which know no
  /// transactions, back to what they were in `good`.
  void end_rehearsal(const catalog::Snapshot& good);
  /// Runs a script inside an open transaction as if in a session of its own; after a failure that
  /// transaction is a failed one. Requires: rollable(script).
  StepOutcome try_script(const chain::SqlScript& script);

  /// A copy of the database, and what is applied in it.
  struct SavedState {
    std::unique_ptr<postgres::ScratchDatabase> database;
    std::vector<std::size_t> applied;
  };
  SavedState save();
  /// Makes the database what it was when it was saved.
  void bring_back(const SavedState& saved);

  /// Counts the revision among those that restore() brings back, whatever became of it since.
  void mark_applied(std::size_t index);

  /// Brings back the state in which exactly the revisions of applied() are applied, known to be
  /// `good`, from whatever there is now. Costs nothing if it is that state already.
  void restore(const catalog::Snapshot& good);

  /// The same by making the database anew, without a look at what there is now.
  void start_over();

  catalog::Snapshot snapshot();
  catalog::Snapshot snapshot_whole();

  /// What the last committed script left in the session; the session is then reset.
  std::vector<SessionLeak> collect_leaks_and_reset(const chain::Script& script);

  /// The same where what was left does not matter: in a script whose own walk has told it.
  void end_session(const chain::Script& script);

  /// Positions of the revisions that are applied, in the order of application.
  const std::vector<std::size_t>& applied() const { return applied_; }

  /// A copy of the database as it is now.
  std::unique_ptr<postgres::ScratchDatabase> copy();

  const std::string& name() const { return database_->name(); }
  /// For another session on the database as it is now; restore() may put another in its place.
  std::string conninfo() const { return database_->conninfo(); }
  std::string server_version() const { return session_->server_version_text(); }
  /// The session in which the walk runs SQL; another one after restore() and bring_back().
  postgres::Session& session() { return *session_; }

 private:
  void connect();
  StepOutcome run(const chain::Script& script);
  void load_neighbours();
  void note_applied();
  void take_checkpoint();
  bool put_back_sequences(const catalog::Snapshot& good);

  postgres::ScratchDatabases* databases_;
  const chain::Chain* chain_;
  std::vector<std::filesystem::path> neighbours_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
  RevisionFixtures fixtures_;
  std::set<std::size_t> fixtures_loaded_;
  std::unique_ptr<ScriptProgram> program_;  // after the database: ends before it is dropped
  std::optional<postgres::Session> session_;
  std::string login_role_;
  catalog::SnapshotReader reader_;
  bool in_transaction_ = false;
  std::vector<std::size_t> applied_;

  std::optional<SavedState> checkpoint_;
};

}  // namespace pgstair::walk

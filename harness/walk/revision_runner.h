// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "postgres/session.h"
#include "walk/step.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// What the walk does at a revision besides running its scripts; positions of revisions.
struct RevisionFixtures {
  std::map<std::size_t, chain::SqlScript> scripts;          ///< rows of the team's own
  std::map<std::size_t, std::vector<std::string>> queries;  ///< asked right after the upgrade
};

/// Applies a chain's revisions to a database and reverts them, and knows which are applied.
/// Revisions are named by their position in the chain.
class RevisionRunner {
 public:
  /// Both references must outlive this object.
  RevisionRunner(WalkDatabase& database, const chain::Chain& chain, RevisionFixtures fixtures);

  /// Applies or reverts a revision and commits. After a failure the database may be half-changed.
  StepOutcome upgrade(std::size_t index, Leaks leaks = Leaks::ignored);
  StepOutcome downgrade(std::size_t index, Leaks leaks = Leaks::ignored);

  /// Applies what can be applied of an upgrade that fails as a whole. Returns the statements that
  /// could not. Requires: can_be_applied_partly() of it, and the state before it.
  chain::SqlScript upgrade_partly(std::size_t index);

  /// Loads the fixture of a revision that is applied and will stay so; nothing if there is none.
  std::optional<StepOutcome> load_fixture(std::size_t index);
  /// Asks the queries of the revision, each in a transaction that may only read.
  std::vector<postgres::StatementOutcome> ask(std::size_t index);

  /// The revisions that are applied, in the order of application.
  std::vector<std::size_t> applied() const;
  /// The same with those of which only a part is.
  const std::vector<std::size_t>& steps() const { return steps_; }
  /// Counts the revision among them, or no longer, whatever became of it since.
  void mark_applied(std::size_t index);
  void mark_reverted(std::size_t index);
  /// The database was made one in which these are applied.
  void set_steps(std::vector<std::size_t> steps) { steps_ = std::move(steps); }

  /// Runs the upgrades and fixtures of revisions that count as applied, wholly or in part, in a
  /// database in which they are not. Throws EnvironmentError if one fails, having worked before.
  void replay(std::span<const std::size_t> revisions);

  /// Tells the chain's program what is applied: after a downgrade that does nothing the catalog may
  /// be good while the program's own notes are not.
  void tell_program();

 private:
  WalkDatabase* database_;
  const chain::Chain* chain_;
  RevisionFixtures fixtures_;
  std::set<std::size_t> fixtures_loaded_;
  std::vector<std::size_t> steps_;
  std::set<std::size_t> partly_applied_;  ///< which of them are, as long as this lives
};

}  // namespace pgstair::walk

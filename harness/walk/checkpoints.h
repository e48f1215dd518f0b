// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "catalog/snapshot.h"
#include "postgres/scratch_databases.h"
#include "walk/revision_runner.h"
#include "walk/table_rows.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// The way back to a good state of the database.
///
/// All of a state comes back or none of it: catalog, rows and sequences together.
///
/// Which revisions are applied is known at every moment, so a database that a broken script spoiled
/// is made anew: from the newest checkpoint (a template clone of an earlier good state) by
/// replaying the upgrades since. A checkpoint is taken whenever a replay cost more than a clone
/// would, so all replays of a walk together cost no more than a constant number of walks.
class Checkpoints {
 public:
  /// Both references must outlive this object.
  Checkpoints(WalkDatabase& database, RevisionRunner& revisions)
      : database_(&database), revisions_(&revisions) {}

  /// A copy of the database, and what is applied in it.
  struct SavedState {
    std::unique_ptr<postgres::ScratchDatabase> database;
    std::vector<std::size_t> applied;
  };
  SavedState save();
  /// Makes the database what it was when it was saved.
  void bring_back(const SavedState& saved);

  /// Makes the database as it was before the first revision.
  void go_to_base();

  /// Brings back the state in which exactly the revisions that count as applied are, known to be
  /// `good`, from whatever there is now. Costs little if it is that state already. `rows`: what the
  /// tables held; nothing if they hold it still, as after a transaction that was rolled back.
  /// Sequences that alone have moved are put back only where every row is what it was: numbers that
  /// rows have taken meanwhile would be given out again. Requires: no open transaction.
  void restore(const catalog::Snapshot& good, const std::optional<TableRows>& rows = {});

  /// The same by making the database anew, without a look at what there is now.
  void start_over();
  /// The same after other steps: these are to count as applied again.
  void start_over(std::vector<std::size_t> steps);

 private:
  WalkDatabase* database_;
  RevisionRunner* revisions_;
  std::optional<SavedState> checkpoint_;
};

}  // namespace pgstair::walk

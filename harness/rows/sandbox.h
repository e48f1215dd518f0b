// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "chain/revision.h"
#include "postgres/session.h"
#include "walk/walker.h"

namespace pgstair::rows {

/// A state that a sandbox can be brought back to; of use to that sandbox alone.
struct SavedState {
  std::string savepoint;
  std::shared_ptr<const walk::Checkpoints::SavedState> copy;
};

/// Where a rehearsal takes place: the walk's own database, in a way that leaves no trace.
class Sandbox {
 public:
  virtual ~Sandbox() = default;

  /// Does something with rows, as one transaction or in the middle of one.
  virtual void with_session(const std::function<void(postgres::Session&)>& action) = 0;

  /// Runs the revision's script as its tool would. After a failure: call restore().
  virtual walk::StepOutcome run(chain::Direction direction) = 0;

  /// What scripts find as their session's time zone from now on, until the next restore(); empty:
  /// that of the database.
  virtual void set_time_zone(const std::string& zone) = 0;

  /// What rows have been written so far, in whatever session; see walk::RowStatistics.
  virtual walk::RowStatistics row_statistics() = 0;

  virtual SavedState save() = 0;
  /// The state as it was saved. Those that were saved since are of no use any more.
  virtual void restore(const SavedState& state) = 0;

  /// Brings the database back to what it was before, for good.
  virtual void close() = 0;

  /// Whether a failure is the sandbox's doing: everything happens in one transaction, which the
  /// team's tool would have ended in between.
  virtual bool is_own_fault(const postgres::ServerError& error) const = 0;
};

/// The one that suits the revision: a single transaction that is rolled back, if both scripts bear
/// that, else copies of the database. `good`: what the catalog is now, and must be afterwards.
std::unique_ptr<Sandbox> make_sandbox(walk::Walker& walker, std::size_t index,
                                      const chain::Revision& revision,
                                      const catalog::Snapshot& good);

}  // namespace pgstair::rows

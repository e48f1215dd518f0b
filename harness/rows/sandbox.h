// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "chain/revision.h"
#include "postgres/session.h"
#include "walk/walker.h"

namespace pgstair::rows {

/// Where a rehearsal takes place: the walk's own database, in a way that leaves no trace. States
/// have names, and the rehearsal may go back to any of them.
class Sandbox {
 public:
  virtual ~Sandbox() = default;

  /// Does something with rows, as one transaction or in the middle of one.
  virtual void with_session(const std::function<void(postgres::Session&)>& action) = 0;

  /// Runs the revision's script as its tool would. After a failure: call restore().
  virtual walk::StepOutcome run(chain::Direction direction) = 0;

  /// Remembers the state under a name, anew if the name is in use.
  virtual void save(const std::string& name) = 0;
  /// The state as it was marked. States that were marked since are forgotten.
  virtual void restore(const std::string& name) = 0;

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

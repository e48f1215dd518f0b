// SPDX-License-Identifier: MIT
#pragma once

#include "chain/revision.h"
#include "postgres/session.h"
#include "walk/step.h"

namespace pgstair::walk {

enum class Ending {
  commit,
  leave_open,  ///< the transaction stays open, its deferred constraints checked; only for
               ///< rollable()
};

/// Whether a script keeps to one transaction, so that a ROLLBACK undoes all that it did
/// (sequence values apart).
bool rollable(const chain::Script& script);

/// Runs a script as its tool would, statement by statement, so that a failure names its statement.
/// After a failure no transaction is open; what a non-transactional script did before it stays.
StepOutcome run_script(postgres::Session& session, const chain::SqlScript& script, Ending ending);

/// Runs only the statements, in whatever transaction is open, and checks its deferred constraints;
/// after a failure that transaction is a failed one, for the caller to roll back.
StepOutcome run_statements(postgres::Session& session, const chain::SqlScript& script);

}  // namespace pgstair::walk

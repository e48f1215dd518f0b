// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "chain/revision.h"
#include "postgres/session.h"
#include "postgres/time_limit.h"
#include "walk/step.h"

/// What a script does in whatever session and transaction there is; see script_session.h for one
/// that is run as its tool would.
namespace pgstair::walk {

/// Whether a script keeps to one transaction, so that a ROLLBACK undoes all that it did
/// (sequence values apart).
bool rollable(const chain::Script& script);

/// Runs only the statements, one by one, up to the first that fails, or that `limit` of the session
/// cuts short. `before`, such as a BEGIN, is run before the first.
StepOutcome run_statements(postgres::Session& session, const chain::SqlScript& script,
                           postgres::TimeLimit& limit, std::string before = "");

/// Runs them inside an open transaction and then checks what a COMMIT would. After a failure that
/// transaction is a failed one, for the caller to roll back.
StepOutcome run_uncommitted(postgres::Session& session, const chain::SqlScript& script,
                            postgres::TimeLimit& limit);

/// Does something within the open transaction and keeps what it did only if it returns true; a
/// failed statement fails nothing else then. Returns what it returned.
bool keep_if(postgres::Session& session, const std::function<bool()>& action);

/// Whether the statements, which may begin transactions of their own, have left one open.
bool leaves_transaction_open(postgres::Session& session, const chain::SqlScript& script);

/// Rolls back the transactions that the statements have prepared and not committed, whose locks
/// would hold up whoever comes next for ever; tells of them.
std::vector<SessionLeak> roll_back_prepared(postgres::Session& session,
                                            const chain::SqlScript& script);

/// What the server said to the script's COMMIT, or that `limit` cut it short.
StepFailure commit_failure(const chain::SqlScript& script, const postgres::ServerError& error,
                           const postgres::TimeLimit& limit);

}  // namespace pgstair::walk

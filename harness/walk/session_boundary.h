// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "chain/revision.h"
#include "postgres/session.h"
#include "walk/step.h"

namespace pgstair::walk {

/// What the script that just ran left behind in `session`, which logged in as `login_role`.
/// Requires: no open transaction.
std::vector<SessionLeak> find_leaks(postgres::Session& session, const chain::Script& script,
                                    const std::string& login_role);

/// Makes `session` as good as a new one: settings, role, temporary objects, locks, cursors,
/// sequence caches. It stands for the new connection that a real downgrade would come over, and
/// costs 0.05 ms instead of a connection's 3 ms. Requires: no open transaction.
void reset_session(postgres::Session& session);

/// The same after `script` has run: without what it prepared, too.
void reset_session_after(postgres::Session& session, const chain::Script& script);

}  // namespace pgstair::walk

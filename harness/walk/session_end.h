// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chain/revision.h"
#include "walk/step.h"

/// The end of the session that a script ran in, as SQL: what the script left behind, and how the
/// session becomes as good as a new one.
namespace pgstair::walk {

/// Which temporary objects and advisory locks a session has, and which settings it made: rows of
/// kind, name and value. Also for programs that run scripts in sessions of their own. Where there
/// is no temporary object, the server reads neither pg_class nor pg_proc; reading the settings
/// takes a millisecond.
extern const std::string_view objects_left;
extern const std::string_view settings_left;  ///< but those of the transaction, which end with it

/// Statements whose rows are leaks: see leak_of_row(). Of a script that speaks of settings the
/// settings, too. `prepared`: whether this session has prepared
/// what they need.
std::vector<std::string> leak_queries(const chain::SqlScript& script, const std::string& login_role,
                                      bool prepared);

/// Statements that make the session as good as a new one: settings, role, temporary objects, locks,
/// cursors, sequence caches. What the readers of the catalog prepared stays.
std::vector<std::string> reset_statements();

/// The same after `script` has run: without what it prepared, too.
std::vector<std::string> reset_statements_after(const chain::SqlScript& script);

/// "role", "temporary object", "advisory lock", "setting".
SessionLeak::Kind leak_kind(std::string_view name);

}  // namespace pgstair::walk

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

/// What a script may leave behind, as far as its text tells; to look for it takes the server long.
struct PossibleTraces {
  bool settings = false;
  /// Prepared statements: of its own, or of code that runs with it, such as a trigger of the rows
  /// that it writes.
  bool prepared = false;
};
PossibleTraces possible_traces(const chain::SqlScript& script);

/// Statements whose rows are leaks: kind, name and value. The settings are among them if `traces`
/// may be there. `prepared`: whether this session has prepared what they need.
std::vector<std::string> leak_queries(const PossibleTraces& traces, const std::string& login_role,
                                      bool prepared);

/// Names of the statements that a script has prepared. The server writes out all that are there for
/// it, which takes 0.3 ms. What the readers of the catalog prepared is
/// not among them: to prepare it anew takes them 20 ms.
extern const std::string_view prepared_left;

/// Statements that make the session as good as a new one: settings, role, temporary objects, locks,
/// cursors, sequence caches. What was prepared stays.
std::vector<std::string> reset_statements();

/// "role", "temporary object", "advisory lock", "setting".
SessionLeak::Kind leak_kind(std::string_view name);

}  // namespace pgstair::walk

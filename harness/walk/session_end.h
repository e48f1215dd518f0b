// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/revision.h"
#include "walk/step.h"

/// The end of the session that a script ran in, as SQL: what the script left behind, and how the
/// session becomes as good as a new one.
namespace pgstair::walk {

/// What a session has: temporary objects, advisory locks, settings but those of the transaction,
/// which end with it. Rows of kind, name and value. Also for programs that run scripts in sessions
/// of their own. Where there is no temporary object, the server reads neither pg_class nor pg_proc;
/// reading the locks takes 0.2 ms, the settings a millisecond.
extern const std::string_view temporary_objects_left;
extern const std::string_view locks_left;
extern const std::string_view settings_left;

/// What a script may leave behind, as far as its text tells; to look for it takes the server long.
struct PossibleTraces {
  bool settings_and_locks = false;
  bool prepares = false;        ///< itself: PREPARE, or code that might
  bool runs_functions = false;  ///< or writes rows, which may have triggers: they might prepare
};
PossibleTraces possible_traces(const chain::SqlScript& script);

/// Statements whose rows are leaks: kind, name and value; of locks and settings if `traces` may be
/// there. `prepared`: whether this session has prepared what they need.
std::vector<std::string> leak_queries(const PossibleTraces& traces, const std::string& login_role,
                                      bool prepared);

/// The statement that names what a script has prepared; none if `traces` tell that nothing was. The
/// server writes out all statements that are there for it, which takes 0.3 to 1 ms: not where only
/// functions could have prepared one, and none has the word PREPARE. What the readers of the
/// catalog prepared is not among them: to prepare it anew takes them 20 ms.
std::optional<std::string> prepared_left(const PossibleTraces& traces);

/// Statements that make the session as good as a new one: settings, role, temporary objects, locks,
/// cursors, sequence caches. What was prepared stays.
std::vector<std::string> reset_statements();

/// "role", "temporary object", "advisory lock", "setting".
SessionLeak::Kind leak_kind(std::string_view name);

}  // namespace pgstair::walk

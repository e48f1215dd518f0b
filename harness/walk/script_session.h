// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "postgres/session.h"
#include "postgres/time_limit.h"
#include "walk/session_end.h"
#include "walk/step.h"

namespace pgstair::walk {

/// What a script leaves in its session: worth a look, or known from its own walk.
enum class Leaks { ignored, collected };

/// One connection in which scripts run one after the other, each as if it had opened its own. What
/// a script leaves in the session is told, if that is wanted, and undone; both go along with its
/// COMMIT, where a new connection would cost 3 ms.
class ScriptSession {
 public:
  /// `limit`: how long each script may take.
  ScriptSession(const std::string& conninfo, std::chrono::seconds limit);

  postgres::Session& session() { return session_; }
  /// What bounds the time of a statement that others run in the session.
  postgres::TimeLimit& limit() { return limit_; }
  const std::string& login_role() const { return login_role_; }

  /// Runs a script as its tool would, statement by statement, so that a failure names its
  /// statement. A script that ran to its end is committed and its session ended. After a failure no
  /// transaction is open; what a non-transactional script did before it stays.
  StepOutcome run(const chain::SqlScript& script, Leaks leaks);

  /// Runs a script inside an open transaction and checks what a COMMIT would.
  StepOutcome run_uncommitted(const chain::SqlScript& script);

  /// Commits the open transaction, in which `script` has run, and ends the session; tells of both
  /// in `outcome`. After a failure no transaction is open.
  void commit(const chain::SqlScript& script, Leaks leaks, StepOutcome& outcome);

  /// Rolls the open transaction back and ends the session.
  void roll_back();

  /// Makes the session as good as a new one. Requires: no open transaction.
  void reset();

 private:
  StepOutcome run_to_its_end(const chain::SqlScript& script, Leaks leaks);
  void end(const chain::SqlScript& script, Leaks leaks, StepOutcome& outcome);
  std::vector<std::string> ending(const PossibleTraces& traces, Leaks leaks) const;
  void finish(const PossibleTraces& traces, Leaks leaks,
              std::vector<postgres::StatementOutcome> outcomes, StepOutcome& outcome);

  postgres::Session session_;
  postgres::TimeLimit limit_;
  std::string login_role_;
  bool leak_query_prepared_ = false;
};

}  // namespace pgstair::walk

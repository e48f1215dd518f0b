// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "chain/revision.h"
#include "walk/script_session.h"
#include "walk/step.h"

namespace pgstair::walk {

/// A transaction that is rolled back when it goes, unless it was committed: for a step that the
/// database must not keep before it has shown that it is good.
class TentativeTransaction {
 public:
  explicit TentativeTransaction(ScriptSession& session);
  ~TentativeTransaction();
  TentativeTransaction(const TentativeTransaction&) = delete;
  TentativeTransaction& operator=(const TentativeTransaction&) = delete;

  /// Runs a script and checks what its COMMIT would. After a failure the transaction is a failed
  /// one. Requires: rollable(script).
  StepOutcome run(const chain::SqlScript& script);

  /// The same as if in a session of its own, as far as a transaction block allows: a setting or
  /// temporary object of an earlier script must not carry this one. `time_zone`: of that session;
  /// empty: the database's.
  StepOutcome run_in_new_session(const chain::SqlScript& script, const std::string& time_zone = "");

  /// Commits what `script` did; what it left in its session is added to `outcome`, its own.
  void commit(const chain::SqlScript& script, StepOutcome& outcome);
  void roll_back();

 private:
  ScriptSession* session_;
  bool open_ = true;
};

}  // namespace pgstair::walk

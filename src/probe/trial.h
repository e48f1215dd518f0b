// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::probe {

/// A statement that violates a constraint, and the one that drops that constraint.
struct Trial {
  std::string statement;
  std::string drop;    ///< empty: it cannot be dropped (a type's own limits)
  std::string before;  ///< what the statement needs: a role, triggers out of the way; may be empty
};

/// What the server said of a statement.
struct Answer {
  bool accepted = false;
  long long rows = 0;  ///< that an accepted statement affected
  std::string sqlstate;
  std::string constraint;
  std::string column;
  std::string datatype;
  std::string message;
};

struct TrialOutcome {
  Answer first;
  std::optional<Answer> without;  ///< once the constraint is dropped
  std::string drop_refused;       ///< why it could not be dropped
};

/// Tries all of them on the server, hundreds in one statement; nothing of it stays.
/// Requires: an open transaction.
std::vector<TrialOutcome> run_trials(postgres::Session& session, const std::vector<Trial>& trials);

}  // namespace pgstair::probe

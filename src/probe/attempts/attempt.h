// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::probe {

/// Dropping is what costs. So of one table all NOT NULL are dropped together, then all CHECKs, then
/// all keys, each on top of the former, and in the end foreign keys are not looked at any more.
/// After each step the rows are shown that violate what it took away. It is the order in which the
/// server looks at them: a row that one of them rejects violates nothing of an earlier step.
enum class DropStep { not_nulls, checks, keys, foreign_keys };

/// How a constraint is dropped together with others of its table, which has no trigger and no rule
/// of the user's. Requires of the statement that it violates nothing else of the same step.
struct DropGroup {
  DropStep step = DropStep::checks;
  std::string table;
  std::string action;  ///< of ALTER TABLE
};

/// A statement that violates a constraint, and the one that drops that constraint.
struct Attempt {
  std::string statement;
  std::string drop;    ///< empty: it cannot be dropped (a type's own limits)
  std::string before;  ///< what the statement needs: a role, triggers out of the way; may be empty
  std::optional<DropGroup> drop_group = {};  ///< nothing: it is dropped alone

  bool in_group() const { return drop_group && before.empty(); }
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

struct AttemptOutcome {
  Answer first;
  std::optional<Answer> without;  ///< once the constraint is dropped
  std::string drop_refused;       ///< why it could not be dropped
  std::string unprepared;         ///< why what the attempt needs first could not be done
};

/// Tries all of them in the database, hundreds in one statement; nothing of it stays. Where
/// constraints could not be dropped together, the outcome has no `without`.
///
/// In sessions of its own, a new one after some hundreds: a session keeps the plan of every foreign
/// key that it has checked, and looks at each of them whenever a constraint is dropped.
/// `copies` are the database and copies of it, at least one, which share the attempts and work at
/// the same time.
std::vector<AttemptOutcome> run_attempts(const std::vector<std::string>& copies,
                                         const std::vector<Attempt>& attempts);

}  // namespace pgstair::probe

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/attempts/attempt.h"

namespace pgstair::probe {

/// A constraint, the rejection that it must give, and statements that should provoke it.
struct ConstraintProbe {
  std::string table;  ///< schema.table; or the domain, or the view
  std::string kind;
  std::string name;
  std::vector<std::string> sqlstates;  ///< any of them
  std::string constraint;              ///< that the rejection must name; empty: none
  std::string column;
  std::string datatype;
  std::string message;  ///< part of it, where nothing else identifies the constraint
  bool validated = true;
  bool any_constraint = false;    ///< a partitioned table's rejection names the partition's index
  bool may_concern_none = false;  ///< the statements choose a row: affecting none, they found none
  bool swallowed = false;         ///< a rule of the table's may make an INSERT do nothing
  /// The user's triggers on the table, which may change or refuse a row before it is checked.
  std::vector<std::string> triggers;
  std::string disable_triggers;   ///< the statement that does
  std::vector<Attempt> attempts;  ///< in the order in which they are tried, until one says enough
  std::string obstacle;           ///< why there are no attempts
  std::string implied_by;         ///< what refuses the same before it; empty: nothing is known to
  std::string uncertain;          ///< what else an accepted row may mean; empty: it is not enforced
  std::string not_enforced;       ///< why it cannot be, known without an attempt
};

}  // namespace pgstair::probe

// SPDX-License-Identifier: MIT
#include "checks/grouped.h"

#include "checks/findings.h"

namespace pgstair::checks {

walk::CheckOutcome Grouped::judge(const walk::ChainRecord& record) {
  if (!record.grouped)
    return judged({});  // each has a transaction of its own, as it had in the walk
  const walk::GroupedAscent& ascent = *record.grouped;
  if (!ascent.not_run.empty()) return not_checked(ascent.not_run);
  if (!ascent.failure) return judged({});
  const std::string start = ascent.from.empty() ? "In" : "On a database at " + ascent.from + ", in";
  return judged({failure_finding(
      "fails-in-one-transaction", ascent.stopped_at->id,
      start + " one transaction with the revisions before it the upgrade fails", *ascent.failure)});
}

}  // namespace pgstair::checks

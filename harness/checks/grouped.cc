// SPDX-License-Identifier: MIT
#include "checks/grouped.h"

#include <utility>
#include <vector>

#include "checks/findings.h"

namespace pgstair::checks {

walk::CheckOutcome Grouped::judge(const walk::ChainRecord& record) {
  if (are_files_)
    return not_checked(
        "the revisions are applied one at a time here; the chain's tool applies all "
        "that is pending in one transaction");
  std::vector<report::Finding> findings;  // none of a chain whose revisions have one each
  const chain::Revision* told = nullptr;
  for (const walk::GroupedAscent& ascent : record.grouped) {
    if (!ascent.not_run.empty()) return not_checked(ascent.not_run);
    if (!ascent.failure || ascent.stopped_at == told) continue;
    told = ascent.stopped_at;
    const std::string start =
        ascent.from.empty() ? "In" : "On a database at " + ascent.from + ", in";
    findings.push_back(
        failure_finding("fails-in-one-transaction", told->id,
                        start + " one transaction with the revisions before it the upgrade fails",
                        *ascent.failure));
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

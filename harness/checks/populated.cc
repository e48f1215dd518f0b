// SPDX-License-Identifier: MIT
#include "checks/populated.h"

#include "checks/findings.h"

namespace pgstair::checks {

walk::CheckOutcome Populated::judge(const walk::ChainRecord& record) {
  if (!record.unpopulated) return not_checked("the walk did not look for rows");
  std::vector<report::Finding> findings;
  for (const auto& entry : *record.unpopulated) {
    const auto colon = entry.find(": ");
    const std::string table = entry.substr(0, colon);
    const std::string reason = colon == std::string::npos ? "" : entry.substr(colon);
    findings.push_back(
        finding("table-never-populated", "", table + " has no row at head" + reason, {}));
    findings.back().object = "table " + table;
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

// SPDX-License-Identifier: MIT
#include "static_check/check_outcome.h"

#include <algorithm>

namespace pgstair::static_check {

void note_not_checked(const std::string& check, const std::string& why, report::Result& result) {
  result.chain_checks[check] = report::Verdict::not_checked;
  result.chain_checks_not_run[check] = why;
}

void note_checked(const std::string& check, std::vector<report::Finding> findings,
                  report::Result& result) {
  const bool fails = std::ranges::any_of(findings, [](const report::Finding& finding) {
    return finding.severity != report::Severity::note;
  });
  result.chain_checks[check] = fails ? report::Verdict::failed : report::Verdict::passed;
  for (auto& finding : findings) {
    finding.check = check;
    result.findings.push_back(std::move(finding));
  }
}

}  // namespace pgstair::static_check

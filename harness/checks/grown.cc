// SPDX-License-Identifier: MIT
#include "checks/grown.h"

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

/// The last version is the one that is about to be deployed; what the repeatables said when an
/// earlier one was, nobody knows.
report::Finding finding_of(const walk::GrownAscent::Failure& failure) {
  report::Finding result = failure_finding(
      "fails-after-repeatables", failure.revision->id,
      "Where " + join(failure.repeatables, ", ") + " had been applied before it the upgrade fails",
      failure.failure);
  result.severity = failure.is_last ? report::Severity::error : report::Severity::warning;
  return result;
}

}  // namespace

walk::CheckOutcome Grown::judge(const walk::ChainRecord& record) {
  if (!record.grown) return judged({});
  if (!record.grown->not_run.empty()) return not_checked(record.grown->not_run);
  std::vector<report::Finding> findings;
  for (const auto& failure : record.grown->failures) findings.push_back(finding_of(failure));
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

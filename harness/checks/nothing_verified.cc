// SPDX-License-Identifier: MIT
#include "checks/nothing_verified.h"

#include <algorithm>
#include <string>

#include "checks/findings.h"

namespace pgstair::checks {

namespace {

bool was_applied(const report::RevisionResult& revision) {
  const auto replay = revision.checks.find("replay");
  return replay != revision.checks.end() && replay->second != report::Verdict::not_checked;
}

std::string why_not(const report::RevisionResult& revision) {
  const auto reason = revision.not_checked.find("replay");
  return reason == revision.not_checked.end() ? "it was not reached" : reason->second;
}

}  // namespace

void report_nothing_verified(report::Result& result) {
  if (std::ranges::any_of(result.revisions, was_applied)) return;
  if (report::fails(result, report::Severity::error)) return;
  const bool nothing_is_new = result.not_judged.revisions > 0 && result.revisions.empty();
  if (nothing_is_new) return;
  const bool is_empty = result.revisions.empty();
  const std::string first = is_empty ? "" : result.revisions.front().id;
  report::Finding found = finding(
      "nothing-verified", first,
      is_empty ? "no revision was verified"
               : "no revision was verified: of the first, " + why_not(result.revisions.front()),
      is_empty ? Location{} : Location{result.revisions.front().file});
  result.findings.push_back(std::move(found));
}

}  // namespace pgstair::checks

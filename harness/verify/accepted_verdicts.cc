// SPDX-License-Identifier: MIT
#include "verify/accepted_verdicts.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace pgstair::verify {

namespace {

using Failing = std::set<std::pair<std::string, std::string>>;  // revision, check

Failing still_failing(std::span<const report::Finding> findings) {
  Failing failing;
  for (const auto& finding : findings) {
    if (finding.severity != report::Severity::note)
      failing.emplace(finding.revision, finding.check);
  }
  return failing;
}

void clear(report::RevisionResult& revision, const Failing& failing) {
  for (auto& [check, verdict] : revision.checks) {
    if (verdict == report::Verdict::failed && !failing.contains({revision.id, check}))
      verdict = report::Verdict::passed;
  }
}

}  // namespace

void clear_verdicts(report::RevisionResult& revision, std::span<const report::Finding> findings) {
  clear(revision, still_failing(findings));
}

void clear_verdicts(report::Result& result) {
  const Failing failing = still_failing(result.findings);
  for (auto& revision : result.revisions) clear(revision, failing);
  for (auto& [check, verdict] : result.chain_checks) {
    const bool fails = std::ranges::any_of(
        failing, [&check = check](const auto& entry) { return entry.second == check; });
    if (verdict == report::Verdict::failed && !fails) verdict = report::Verdict::passed;
  }
}

}  // namespace pgstair::verify

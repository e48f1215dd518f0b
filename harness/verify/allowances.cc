// SPDX-License-Identifier: MIT
#include "verify/allowances.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "checks/findings.h"
#include "report/finding_catalog.h"
#include "support/contains.h"

namespace pgstair::verify {

namespace {

std::vector<Allowance> all_allowances(const std::vector<Allowance>& configured,
                                      const std::vector<chain::Revision>& revisions) {
  std::vector<Allowance> all = configured;
  for (const auto& revision : revisions) {
    for (const auto& suppression : revision.suppressions) {
      all.push_back({suppression.code, revision.id, "", suppression.reason, suppression.location});
    }
  }
  return all;
}

bool accepts(const Allowance& allowance, const report::Finding& finding) {
  return allowance.code == finding.code &&
         (allowance.revision.empty() || allowance.revision == finding.revision) &&
         (allowance.object.empty() || allowance.object == finding.object);
}

/// Turns "failed" into "passed" where the accepted findings were all there was.
void clear_verdicts(report::Result& result) {
  std::set<std::pair<std::string, std::string>> still_failing;  // revision, check
  for (const auto& finding : result.findings) {
    if (finding.severity != report::Severity::note)
      still_failing.emplace(finding.revision, finding.check);
  }
  for (auto& revision : result.revisions) {
    for (auto& [check, verdict] : revision.checks) {
      const bool failing = still_failing.contains({revision.id, check});
      if (verdict == report::Verdict::failed && !failing) verdict = report::Verdict::passed;
    }
  }
  for (auto& [check, verdict] : result.chain_checks) {
    const bool failing = std::ranges::any_of(
        still_failing, [&check = check](const auto& entry) { return entry.second == check; });
    if (verdict == report::Verdict::failed && !failing) verdict = report::Verdict::passed;
  }
}

}  // namespace

bool is_told_by_verify(const std::string& code) {
  const auto& catalog = report::finding_catalog();
  const auto kind = std::ranges::find(catalog, code, &report::FindingKind::code);
  if (kind == catalog.end()) return true;  // so that a misspelt one is told
  constexpr std::string_view of_other_commands[] = {
      "upgrade", "released", "model_files", "data_scripts", "resumes", "same_catalog", "same_rows"};
  return !contains(of_other_commands, kind->check);
}

void apply_allowances(const std::vector<Allowance>& configured,
                      const std::vector<chain::Revision>& revisions,
                      const std::function<bool(const std::string& code)>& is_looked_for,
                      report::Result& result) {
  const auto allowances = all_allowances(configured, revisions);
  if (allowances.empty()) return;
  std::vector<bool> used(allowances.size(), false);
  std::erase_if(result.findings, [&](const report::Finding& finding) {
    bool accepted = false;
    for (std::size_t i = 0; i < allowances.size(); ++i) {
      if (!accepts(allowances[i], finding)) continue;
      used[i] = true;
      accepted = true;
    }
    return accepted;
  });
  clear_verdicts(result);
  for (std::size_t i = 0; i < allowances.size(); ++i) {
    if (used[i] || !is_looked_for(allowances[i].code)) continue;
    result.findings.push_back(checks::finding(
        "unused-suppression", allowances[i].revision,
        "This allowance of " + allowances[i].code + " matches no finding", allowances[i].location));
  }
}

}  // namespace pgstair::verify

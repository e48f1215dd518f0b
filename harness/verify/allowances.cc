// SPDX-License-Identifier: MIT
#include "verify/allowances.h"

#include <fnmatch.h>

#include <algorithm>
#include <utility>

#include "checks/findings.h"
#include "report/finding_catalog.h"
#include "support/contains.h"
#include "support/errors.h"
#include "support/text.h"
#include "verify/accepted_verdicts.h"

namespace pgstair::verify {

namespace {

std::vector<std::string> ids_of(const std::vector<chain::Revision>& revisions) {
  std::vector<std::string> ids;
  for (const auto& revision : revisions) ids.push_back(revision.id);
  return ids;
}

/// The id that begins with `name`, if one alone does; else the name itself.
std::string whole_id(const std::string& name, const std::vector<chain::Revision>& revisions) {
  std::vector<std::string> found;
  for (const auto& revision : revisions) {
    if (revision.id == name) return name;
    if (revision.id.starts_with(name)) found.push_back(revision.id);
  }
  return found.size() == 1 ? found.front() : name;
}

std::vector<Allowance> all_allowances(const std::vector<Allowance>& configured,
                                      const std::vector<chain::Revision>& revisions) {
  std::vector<Allowance> all = configured;
  for (auto& allowance : all)
    if (!allowance.revision.empty()) allowance.revision = whole_id(allowance.revision, revisions);
  for (const auto& revision : revisions) {
    for (const auto& suppression : revision.suppressions) {
      all.push_back(
          {suppression.code, revision.id, "", suppression.reason, suppression.location, {}});
    }
  }
  return all;
}

/// A name, or a pattern such as "2019*". A name may have brackets: function f(integer[]).
bool matches(const std::string& pattern, const std::string& name) {
  return pattern.empty() || pattern == name ||
         ::fnmatch(pattern.c_str(), name.c_str(), FNM_NOESCAPE) == 0;
}

bool accepts(const Allowance& allowance, const report::Finding& finding) {
  return allowance.code == finding.code && matches(allowance.revision, finding.revision) &&
         matches(allowance.object, finding.object);
}

/// Whether its check could not be made of a revision that it is about.
bool was_not_checked(const Allowance& allowance, const report::Result& result) {
  const auto& catalog = report::finding_catalog();
  const auto kind = std::ranges::find(catalog, allowance.code, &report::FindingKind::code);
  if (kind == catalog.end()) return false;
  const std::string check(kind->check);
  return std::ranges::any_of(result.revisions, [&](const report::RevisionResult& revision) {
    const auto verdict = revision.checks.find(check);
    return matches(allowance.revision, revision.id) && verdict != revision.checks.end() &&
           verdict->second == report::Verdict::not_checked;
  });
}

}  // namespace

bool is_told_by_verify(const std::string& code) {
  const auto& catalog = report::finding_catalog();
  const auto kind = std::ranges::find(catalog, code, &report::FindingKind::code);
  if (kind == catalog.end()) return true;  // so that a misspelt one is told
  constexpr std::string_view of_other_commands[] = {"upgrade",      "released",  "model_files",
                                                    "data_scripts", "resumes",   "same_catalog",
                                                    "same_rows",    "remembers", "deployed"};
  return !contains(of_other_commands, kind->check);
}

Allowances::Allowances(const std::vector<Allowance>& configured,
                       const std::vector<chain::Revision>& revisions)
    : revisions_(ids_of(revisions)), allowances_(all_allowances(configured, revisions)) {}

void Allowances::require_revisions(
    const std::function<bool(const std::string& code)>& is_looked_for) const {
  for (const auto& allowance : allowances_) {
    const bool is_here = allowance.revision.empty() ||
                         std::ranges::any_of(revisions_, [&](const std::string& revision) {
                           return matches(allowance.revision, revision);
                         });
    if (is_here || !is_looked_for(allowance.code)) continue;
    const auto meant = nearest(allowance.revision, revisions_);
    throw UsageError("no revision '" + allowance.revision + "' is in the chain" +
                         (meant ? "; did you mean '" + *meant + "'?" : ""),
                     allowance.revision_location);
  }
}

bool Allowances::accept(const report::Finding& finding) const {
  return std::ranges::any_of(
      allowances_, [&](const Allowance& allowance) { return accepts(allowance, finding); });
}

void Allowances::apply(report::RevisionResult& revision,
                       std::vector<report::Finding>& findings) const {
  std::erase_if(findings, [&](const auto& finding) { return accept(finding); });
  clear_verdicts(revision, findings);
}

void Allowances::apply(const std::function<bool(const Allowance&)>& is_looked_for,
                       report::Result& result) const {
  if (allowances_.empty()) return;
  std::vector<bool> used(allowances_.size(), false);
  std::vector<report::Finding> left;
  for (auto& finding : result.findings) {
    std::string reason;
    for (std::size_t i = 0; i < allowances_.size(); ++i) {
      if (!accepts(allowances_[i], finding)) continue;
      used[i] = true;
      reason = allowances_[i].reason;
    }
    if (reason.empty()) {
      left.push_back(std::move(finding));
    } else {
      result.accepted.push_back({std::move(finding), std::move(reason)});
    }
  }
  result.findings = std::move(left);
  clear_verdicts(result);
  for (std::size_t i = 0; i < allowances_.size(); ++i) {
    const Allowance& allowance = allowances_[i];
    if (used[i] || !is_looked_for(allowance) || was_not_checked(allowance, result)) continue;
    result.findings.push_back(checks::finding(
        "unused-suppression", allowance.revision,
        "This allowance of " + allowance.code + " matches no finding", allowance.location));
  }
}

void ProgressWithoutAccepted::revision_done(const report::RevisionResult& revision,
                                            std::size_t index,
                                            std::span<const report::Finding> findings) {
  report::RevisionResult shown = revision;
  std::vector<report::Finding> told(findings.begin(), findings.end());
  allowances_.apply(shown, told);
  baseline_.apply(shown, told);
  listener_.revision_done(shown, index, told);
}

}  // namespace pgstair::verify

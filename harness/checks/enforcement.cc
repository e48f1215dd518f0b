// SPDX-License-Identifier: MIT
#include "checks/enforcement.h"

#include <utility>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

std::string object_of(const probe::Result& result) {
  return result.kind + " " + result.name + " on " + result.table;
}

/// Which of the three ways to violate a foreign key was tried, if it was not the plain one.
std::string side_of(const probe::Result& result) {
  if (result.kind.ends_with("on update of the parent"))
    return " when the key of a referenced row is changed";
  return result.kind.ends_with("of the parent") ? " when a referenced row is deleted" : "";
}

std::string subject_of(const probe::Result& result) {
  return result.kind.substr(0, result.kind.find(',')) + " " + result.name + " on " + result.table;
}

report::Finding about(const probe::Result& result, std::string_view code,
                      const std::string& sentence) {
  report::Finding found = finding(code, "", subject_of(result) + " " + sentence, {});
  found.object = object_of(result);
  if (!result.statement.empty()) found.evidence["statement"] = result.statement;
  return found;
}

}  // namespace

Enforcement::Enforcement(std::optional<std::vector<probe::Result>> results, std::string not_run)
    : results_(std::move(results)), not_run_(std::move(not_run)) {}

walk::CheckOutcome Enforcement::judge(const walk::ChainRecord&) {
  if (!results_) return not_checked(not_run_);
  std::vector<report::Finding> findings;
  std::vector<std::string> without_verdict;
  for (const auto& result : *results_) {
    switch (result.verdict) {
      case probe::Verdict::not_enforced:
        findings.push_back(about(result, "constraint-not-enforced",
                                 "is not enforced" + side_of(result) + ": " + result.reason));
        break;
      case probe::Verdict::not_validated:
        findings.push_back(
            about(result, "constraint-not-validated", "is NOT VALID: " + result.reason));
        break;
      case probe::Verdict::shadowed:
        findings.push_back(
            about(result, "constraint-shadowed",
                  "is never the only one to object" + side_of(result) + ": " + result.reason));
        break;
      case probe::Verdict::not_reached:
        without_verdict.push_back(object_of(result) + ": " + result.reason);
        break;
      case probe::Verdict::enforced:
      case probe::Verdict::implied:
        break;
    }
  }
  if (!without_verdict.empty()) {
    findings.push_back(finding("constraint-not-probed", "",
                               std::to_string(without_verdict.size()) + " of " +
                                   counted(results_->size(), "constraint") + " could not be probed",
                               {}));
    findings.back().evidence["detail"] = join(without_verdict, "\n");
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

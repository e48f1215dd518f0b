// SPDX-License-Identifier: MIT
#include "report/result.h"

#include <algorithm>

namespace pgstair::report {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::not_checked:
      break;
  }
  return "not_checked";
}

namespace {

void count(const std::map<std::string, Verdict>& checks, Summary& summary) {
  for (const auto& [check, verdict] : checks) {
    ++(verdict == Verdict::not_checked ? summary.checks_not_run : summary.checks_run);
  }
}

}  // namespace

Summary summarise(const Result& result) {
  Summary summary;
  summary.revisions = result.revisions.size();
  summary.accepted = result.accepted.size();
  summary.seconds = result.seconds;
  for (const auto& revision : result.revisions) count(revision.checks, summary);
  count(result.chain_checks, summary);
  for (const auto& finding : result.findings) {
    switch (finding.severity) {
      case Severity::note:
        ++summary.notes;
        break;
      case Severity::warning:
        ++summary.warnings;
        break;
      case Severity::error:
        ++summary.errors;
        break;
    }
  }
  return summary;
}

bool fails(const Result& result, Severity threshold) {
  return std::ranges::any_of(result.findings,
                             [&](const Finding& finding) { return finding.severity >= threshold; });
}

}  // namespace pgstair::report

// SPDX-License-Identifier: MIT
#include "checks/full_descent.h"

#include "catalog/describe.h"
#include "catalog/difference.h"
#include "checks/findings.h"
#include "checks/left_by_upgrade.h"

namespace pgstair::checks {

namespace {

using catalog::Change;
using catalog::ChangeKind;
using report::Finding;

Finding difference_finding(std::string_view code, const Change& change, const std::string& where,
                           const std::string& than) {
  const std::string object = catalog::subject(change);
  const std::string what = change.kind == ChangeKind::added ? object + " is left at " + where
                           : change.kind == ChangeKind::dropped
                               ? object + " is gone at " + where
                               : object + " at " + where + " is not what it was " + than + ": " +
                                     changed_attributes(change);
  Finding result = finding(code, "", what, {});
  add_evidence(result, change);
  return result;
}

/// What the way down or up again changed, less what single downgrades are known to get wrong.
void compare(catalog::Difference difference, std::string_view code_added,
             std::string_view code_other, const std::string& where, const std::string& than,
             const walk::ChainRecord& record, std::vector<Finding>& findings) {
  catalog::leave_out_sequences_of_tables(difference);
  for (const auto& change : difference) {
    if (change.kind == ChangeKind::reordered ||
        record.known_faults.differences.contains(change.identity))
      continue;
    if (change.kind == ChangeKind::changed && change.identity.kind == "sequence") continue;
    const bool added = change.kind == ChangeKind::added;
    findings.push_back(difference_finding(added ? code_added : code_other, change, where, than));
  }
}

}  // namespace

walk::CheckOutcome FullDescent::judge(const walk::ChainRecord& record) {
  const walk::DescentRecord& descent = record.descent;
  if (record.applied.empty() || record.walked_without != nullptr)
    return not_checked(descent.not_run);
  std::vector<Finding> findings = invalid_indexes(record);
  if (descent.after_descent) {
    compare(*descent.after_descent, "descent-leaves-residue", "descent-differs",
            descent.end + " after the whole descent", "before the first upgrade", record, findings);
  }
  if (descent.after_ascent) {
    compare(*descent.after_ascent, "reascent-differs", "reascent-differs",
            "head after the second ascent", "after the first", record, findings);
  }
  if (descent.failure) {
    const bool down = !descent.after_descent.has_value();
    findings.push_back(
        failure_finding(down ? "descent-fails" : "reascent-fails", descent.stopped_at->id,
                        down ? "On the way from head to " + descent.end + " this downgrade fails"
                             : "On the way up again this upgrade fails",
                        *descent.failure));
  }
  if (findings.empty() && !descent.not_run.empty()) return not_checked(descent.not_run);
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

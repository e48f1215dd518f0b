// SPDX-License-Identifier: MIT
#include "checks/deployer.h"

#include "catalog/difference.h"
#include "checks/findings.h"
#include "walk/superuser_run.h"
#include "walk/version_tables.h"

namespace pgstair::checks {

namespace {

using catalog::ChangeKind;

bool is_of_no_matter(const catalog::Change& change) {
  return change.kind == ChangeKind::reordered || catalog::moves_only_a_sequence(change) ||
         walk::is_version_table(change.identity);
}

std::string sentence(const catalog::Change& change, const std::string& role) {
  const std::string object = catalog::to_string(change.identity);
  switch (change.kind) {
    case ChangeKind::dropped:
      return object + " is made if a superuser runs the upgrade, and not if " + role + " does";
    case ChangeKind::added:
      return object + " is there after " + role + " ran the upgrade, and not if a superuser does";
    case ChangeKind::changed:
    case ChangeKind::reordered:
      break;
  }
  return object + " is another if a superuser runs the upgrade than if " + role +
         " does: " + changed_attributes(change);
}

/// Why the two were not compared although they may differ; or nothing.
std::string not_compared(const walk::RevisionRecord& record) {
  if (record.from_superuser) return {};
  if (!walk::may_hide_refusals(*record.revision->up)) return {};
  return "it runs code, and could not be tried as a superuser: it fails there";
}

}  // namespace

walk::CheckOutcome Deployer::judge(const walk::RevisionRecord& record) {
  if (!record.up || !record.up->outcome.ok()) return not_checked(record.not_run);
  if (const std::string reason = not_compared(record); !reason.empty()) return not_checked(reason);
  std::vector<report::Finding> findings;
  if (!record.from_superuser) return judged(std::move(findings));
  for (const auto& change : *record.from_superuser) {
    if (is_of_no_matter(change)) continue;
    findings.push_back(finding("depends-on-role", record.revision->id,
                               sentence(change, record.deployer), {record.revision->file}));
    add_evidence(findings.back(), change);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

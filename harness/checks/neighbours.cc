// SPDX-License-Identifier: MIT
#include "checks/neighbours.h"

#include <algorithm>

#include "catalog/difference.h"
#include "checks/findings.h"

namespace pgstair::checks {

namespace {

/// Schemas and the database itself are shared ground.
bool is_shared_ground(const catalog::Identity& identity) {
  return identity.kind == "schema" || identity.kind.starts_with("database");
}

}  // namespace

walk::CheckOutcome Neighbours::judge(const walk::RevisionRecord& record) {
  ensure(record.neighbours != nullptr, "the walk knows what is the neighbours'");
  const std::set<catalog::Identity>& theirs = *record.neighbours;
  if (!record.up || !record.up->outcome.ok()) return not_checked(record.not_run);
  std::vector<report::Finding> findings;
  for (const auto& change : catalog::diff(record.before, record.up->after)) {
    const bool hangs_on_theirs =
        !change.identity.owner.empty() &&
        std::ranges::any_of(theirs, [&](const catalog::Identity& one) {
          return one.owner.empty() && one.schema + "." + one.name == change.identity.owner;
        });
    const bool is_theirs = theirs.contains(change.identity) && !is_shared_ground(change.identity);
    if (!is_theirs && !hangs_on_theirs) continue;
    const std::string verb = change.kind == catalog::ChangeKind::added     ? "adds "
                             : change.kind == catalog::ChangeKind::dropped ? "drops "
                                                                           : "changes ";
    findings.push_back(finding("touches-neighbour", record.revision->id,
                               "The upgrade " + verb + catalog::to_string(change.identity) +
                                   ", which belongs to a neighbour",
                               {record.revision->file}));
    add_evidence(findings.back(), change);
  }
  return judged(std::move(findings));
}

}  // namespace pgstair::checks

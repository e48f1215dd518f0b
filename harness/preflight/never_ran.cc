// SPDX-License-Identifier: MIT
#include "preflight/never_ran.h"

#include "source/chain_database.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

std::vector<catalog::Identity> made_between(const catalog::Snapshot& before,
                                            const catalog::Snapshot& after) {
  std::vector<catalog::Identity> made;
  for (const auto& change : catalog::diff(before, after)) {
    if (change.kind == catalog::ChangeKind::added) made.push_back(change.identity);
  }
  return made;
}

report::PreflightFact fact_of(const chain::Revision& revision,
                              const std::vector<catalog::Identity>& made,
                              const std::string& of_late) {
  std::vector<std::string> names;
  for (const auto& identity : made) names.push_back(to_string(identity));
  return {
      .weight = report::PreflightFact::Weight::stops,
      .kind = "never-ran",
      .revision = revision.id,
      .object = names.front(),
      .sentence = "counts as applied, and nothing that it makes is there: " + join(names, ", "),
      .location = {revision.file},
      .advice =
          (of_late.empty() ? "" : "if it came when the database was past it, " + of_late + "; ") +
          std::string("give it a version after the last, or apply it by hand")};
}

}  // namespace

std::vector<report::PreflightFact> find_never_ran(const verify::Options& options,
                                                  postgres::ScratchDatabases& databases,
                                                  const AppliedRevisions& applied,
                                                  const Drift& drift) {
  std::vector<report::PreflightFact> facts;
  if (!drift.lacks_something()) return facts;
  source::ChainDatabase scratch(databases, options);
  catalog::Snapshot before = scratch.database().snapshot();
  for (const std::size_t index : applied.positions) {
    const chain::Revision& revision = scratch.chain().revisions()[index];
    if (!scratch.walker().revisions.upgrade(index).ok()) break;  // has been told
    catalog::Snapshot after = scratch.database().snapshot();
    const auto made = made_between(before, after);
    if (drift.lacks_all(made)) facts.push_back(fact_of(revision, made, applied.of_late));
    before = std::move(after);
  }
  return facts;
}

}  // namespace pgstair::preflight

// SPDX-License-Identifier: MIT
#include "walk/grouped_ascent.h"

#include <utility>
#include <vector>

namespace pgstair::walk {

namespace {

std::vector<chain::ProgramScript> upgrades_of(const chain::Chain& chain) {
  std::vector<chain::ProgramScript> upgrades;
  for (const auto& revision : chain.revisions()) {
    upgrades.push_back(std::get<chain::ProgramScript>(*revision.up));
  }
  return upgrades;
}

}  // namespace

void walk_grouped_ascent(Walker& walker, const chain::Chain& chain, ChainRecord& record) {
  ScriptProgram* program = walker.database.program();
  if (program == nullptr || chain.size() < 2 || !program->applies_in_one_transaction()) return;
  GroupedAscent& ascent = record.grouped.emplace();
  if (record.applied.size() != chain.size()) {
    ascent.not_run = "not every revision could be applied by itself";
    return;
  }
  walker.database.renew(nullptr);
  TogetherOutcome outcome = program->run_together(upgrades_of(chain));
  walker.revisions.set_applied(record.applied);
  if (!outcome.failure) return;
  ascent.failure = std::move(outcome.failure);
  ascent.stopped_at = &chain.revisions()[chain.index_of(outcome.revision)];
  walker.checkpoints.start_over();
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "walk/grouped_ascent.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "chain/ancestry.h"

namespace pgstair::walk {

namespace {

std::vector<chain::ProgramScript> upgrades_of(const chain::Chain& chain) {
  std::vector<chain::ProgramScript> upgrades;
  for (const auto& revision : chain.revisions()) {
    upgrades.push_back(std::get<chain::ProgramScript>(*revision.up));
  }
  return upgrades;
}

/// What is deployed at a time, at most.
constexpr std::size_t most_together = 20;

constexpr int new_enums_may_have_new_labels_since = 170000;

/// Whether it adds a label that revisions after it may use.
bool adds_label(const std::vector<chain::ProgramScript>& upgrades, std::size_t index) {
  return index > 0 && index + 1 < upgrades.size() && upgrades[index].may_add_label;
}

void take_note(TogetherOutcome outcome, const chain::Chain& chain, GroupedAscent& ascent) {
  ascent.failure = std::move(outcome.failure);
  ascent.stopped_at = &chain.revisions()[chain.index_of(outcome.revision)];
}

/// One revision at a time, and from before each that adds a label those after it together, which is
/// undone; until one fails.
void ascend_from_labels(Walker& walker, const chain::Chain& chain,
                        const std::vector<chain::ProgramScript>& upgrades, GroupedAscent& ascent) {
  walker.checkpoints.go_to_base();
  for (std::size_t index = 0; index < upgrades.size(); ++index) {
    if (adds_label(upgrades, index)) {
      const auto saved = walker.checkpoints.save();
      const auto first = upgrades.begin() + static_cast<std::ptrdiff_t>(index);
      const auto count = std::min(most_together, upgrades.size() - index);
      TogetherOutcome outcome = walker.database.program()->run_together(
          {first, first + static_cast<std::ptrdiff_t>(count)});
      if (outcome.failure) {
        ascent.from = upgrades[index - 1].revision;
        return take_note(std::move(outcome), chain, ascent);
      }
      walker.checkpoints.bring_back(saved);
    }
    if (walker.revisions.upgrade(index).ok()) continue;
    ascent.not_run = "the second time the upgrade of " + upgrades[index].revision + " fails";
    return;
  }
}

/// All together, from base on.
GroupedAscent ascend_from_base(Walker& walker, const chain::Chain& chain,
                               const std::vector<chain::ProgramScript>& upgrades) {
  GroupedAscent ascent;
  walker.database.renew(nullptr);
  TogetherOutcome outcome = walker.database.program()->run_together(upgrades);
  bool has_labels = false;
  for (std::size_t index = 0; index < upgrades.size(); ++index)
    has_labels = has_labels || adds_label(upgrades, index);
  if (outcome.failure) {
    take_note(std::move(outcome), chain, ascent);
  } else if (has_labels &&
             walker.database.session().server_version() >= new_enums_may_have_new_labels_since) {
    ascend_from_labels(walker, chain, upgrades, ascent);
  }
  return ascent;
}

/// The released revision and all that it builds on one at a time, the others together.
GroupedAscent ascend_from(std::size_t released, Walker& walker, const chain::Chain& chain,
                          const std::vector<chain::ProgramScript>& upgrades) {
  GroupedAscent ascent;
  ascent.from = upgrades[released].revision;
  const chain::Ancestry ancestry(chain);
  std::vector<chain::ProgramScript> pending;
  walker.checkpoints.go_to_base();
  for (std::size_t index = 0; index < upgrades.size(); ++index) {
    const bool is_deployed =
        index == released || (index < released && ancestry.builds_on(released, index));
    if (!is_deployed) {
      pending.push_back(upgrades[index]);
    } else if (!walker.revisions.upgrade(index).ok()) {
      ascent.not_run = "the second time the upgrade of " + upgrades[index].revision + " fails";
      return ascent;
    }
  }
  if (pending.empty()) return ascent;
  TogetherOutcome outcome = walker.database.program()->run_together(pending);
  if (outcome.failure) take_note(std::move(outcome), chain, ascent);
  return ascent;
}

}  // namespace

void walk_grouped_ascent(Walker& walker, const chain::Chain& chain,
                         std::optional<std::size_t> released, ChainRecord& record) {
  ScriptProgram* program = walker.database.program();
  if (program == nullptr || chain.size() < 2 || !program->applies_in_one_transaction()) return;
  if (record.applied.size() != chain.size()) {
    record.grouped.emplace_back().not_run = "not every revision could be applied by itself";
    return;
  }
  const auto upgrades = upgrades_of(chain);
  record.grouped.push_back(ascend_from_base(walker, chain, upgrades));
  if (released) record.grouped.push_back(ascend_from(*released, walker, chain, upgrades));
  walker.revisions.set_steps(record.applied);
  const GroupedAscent& last = record.grouped.back();
  if (last.failure || !last.not_run.empty()) walker.checkpoints.start_over();
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "walk/descent.h"

#include <algorithm>
#include <ranges>

#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

/// Takes note of a script of the way that failed.
void stop(const StepOutcome& outcome, const chain::Revision& revision, const std::string& what,
          DescentRecord& descent) {
  descent.stopped_at = &revision;
  descent.failure = outcome.failure;
  descent.not_run = "the " + what + " of " + revision.id + " fails";
}

bool descend(Walker& walker, const chain::Chain& chain, const std::vector<std::size_t>& applied,
             const KnownFaults& known, DescentRecord& descent) {
  for (const std::size_t index : applied | std::views::reverse) {
    const chain::Revision& revision = chain.revisions()[index];
    if (!revision.down || revision.irreversible) {
      descent.stopped_at = &revision;
      descent.not_run =
          revision.id + (revision.irreversible ? " is declared irreversible" : " has no downgrade");
      return false;
    }
    if (known.failed_downgrades.contains(index)) {
      descent.stopped_at = &revision;
      descent.not_run = "the downgrade of " + revision.id + " fails";
      return false;
    }
    const StepOutcome outcome = walker.revisions.downgrade(index);
    if (!outcome.ok()) {
      stop(outcome, revision, "downgrade", descent);
      return false;
    }
  }
  descent.after_descent = made_by_chain(catalog::diff(descent.base, walker.database.snapshot()),
                                        chain.revisions()[applied.front()]);
  return true;
}

void ascend(Walker& walker, const chain::Chain& chain, const std::vector<std::size_t>& applied,
            DescentRecord& descent) {
  for (const std::size_t index : applied) {
    const chain::Revision& revision = chain.revisions()[index];
    const StepOutcome outcome = walker.revisions.upgrade(index);
    if (!outcome.ok()) return stop(outcome, revision, "second upgrade", descent);
  }
  descent.after_ascent = made_by_chain(catalog::diff(descent.head, walker.database.snapshot()),
                                       chain.revisions()[applied.front()]);
}

}  // namespace

void walk_descent(Walker& walker, const chain::Chain& chain, std::size_t first,
                  ChainRecord& record) {
  DescentRecord& descent = record.descent;
  descent.head = record.head;
  if (first > 0) descent.end = chain.revisions()[first - 1].id;
  std::vector<std::size_t> applied = record.applied;
  std::erase_if(applied, [&](std::size_t index) { return index < first; });
  if (first == chain.size()) {
    descent.not_run = "no revision is new";
    return;
  }
  if (applied.empty()) {
    descent.not_run = "no revision could be applied";
    return;
  }
  if (record.walked_without != nullptr) {
    descent.not_run =
        "head was reached without " + record.walked_without->id + ", which could not be applied";
    return;
  }
  if (!descend(walker, chain, applied, record.known_faults, descent)) return;
  const bool known =
      std::ranges::any_of(*descent.after_descent, [&](const catalog::Change& change) {
        return record.known_faults.differences.contains(change.identity);
      });
  if (known) {
    descent.not_run =
        "the way down to base leaves what the findings of single downgrades tell, and no more can "
        "be "
        "seen from there";
    return;
  }
  ascend(walker, chain, applied, descent);
}

}  // namespace pgstair::walk

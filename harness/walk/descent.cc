// SPDX-License-Identifier: MIT
#include "walk/descent.h"

#include <algorithm>
#include <ranges>

#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

using Step = StepOutcome (WalkDatabase::*)(std::size_t);

/// Runs one script of the way; false if the way ends here.
bool take(WalkDatabase& database, Step step, std::size_t index, const chain::Script& script,
          const chain::Revision& revision, DescentRecord& descent) {
  const StepOutcome outcome = (database.*step)(index);
  if (!outcome.ok()) {
    descent.stopped_at = &revision;
    descent.failure = outcome.failure;
    return false;
  }
  database.end_session(script);
  return true;
}

bool descend(WalkDatabase& database, const chain::Chain& chain, const ChainRecord& record,
             DescentRecord& descent) {
  for (const std::size_t index : record.applied | std::views::reverse) {
    const chain::Revision& revision = chain.revisions()[index];
    if (!revision.down || revision.irreversible) {
      descent.stopped_at = &revision;
      descent.not_run =
          revision.id + (revision.irreversible ? " is declared irreversible" : " has no downgrade");
      return false;
    }
    if (record.known_faults.failed_downgrades.contains(index)) {
      descent.stopped_at = &revision;
      descent.not_run = "the downgrade of " + revision.id + " fails";
      return false;
    }
    if (!take(database, &WalkDatabase::downgrade, index, *revision.down, revision, descent)) {
      descent.not_run = "the downgrade of " + revision.id + " fails";
      return false;
    }
  }
  descent.after_descent = made_by_chain(catalog::diff(descent.base, database.snapshot()),
                                        chain.revisions()[record.applied.front()]);
  return true;
}

void ascend(WalkDatabase& database, const chain::Chain& chain,
            const std::vector<std::size_t>& applied, DescentRecord& descent) {
  for (const std::size_t index : applied) {
    const chain::Revision& revision = chain.revisions()[index];
    if (!take(database, &WalkDatabase::upgrade, index, *revision.up, revision, descent)) {
      descent.not_run = "the second upgrade of " + revision.id + " fails";
      return;
    }
  }
  descent.after_ascent = made_by_chain(catalog::diff(descent.head, database.snapshot()),
                                       chain.revisions()[applied.front()]);
}

}  // namespace

void walk_descent(WalkDatabase& database, const chain::Chain& chain, ChainRecord& record) {
  DescentRecord& descent = record.descent;
  descent.head = record.head;
  if (record.applied.empty()) {
    descent.not_run = "no revision could be applied";
    return;
  }
  if (!descend(database, chain, record, descent)) return;
  const bool known =
      std::ranges::any_of(*descent.after_descent, [&](const catalog::Change& change) {
        return record.known_faults.differences.contains(change.identity);
      });
  if (known) {
    descent.not_run = "the descent ended with what single downgrades are known to get wrong";
    return;
  }
  ascend(database, chain, record.applied, descent);
}

}  // namespace pgstair::walk

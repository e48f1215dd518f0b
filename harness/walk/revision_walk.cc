// SPDX-License-Identifier: MIT
#include "walk/revision_walk.h"

#include <algorithm>

#include "walk/script_runner.h"

// How the walk recovers. A downgrade that keeps to one transaction is run without committing it. If
// the catalog is then what it was before the upgrade, it is committed and the upgrade applied
// again, as a deployment would. If not, the upgrade is tried again inside that transaction, for the
// report, and everything is rolled back: the database is at the revision, as if the downgrade had
// never been, at no cost. Scripts that commit on their own cannot be undone so; after a bad one the
// database is made anew (WalkDatabase::restore).

namespace pgstair::walk {

namespace {

/// Reads the database after a script that ran, which should have brought it to `expected`.
void record_state(WalkDatabase& database, const catalog::Snapshot& expected, StepRecord& step) {
  step.after = database.snapshot();
  step.difference = catalog::diff(expected, step.after);
}

/// Whether nothing differs but the order of columns, which a round trip may change.
bool only_reordered(const catalog::Difference& difference) {
  return std::ranges::all_of(difference, [](const catalog::Change& change) {
    return change.kind == catalog::ChangeKind::reordered;
  });
}

/// Fills in `record.reapply` in the transaction of a downgrade that did not restore the catalog.
void reapply_uncommitted(WalkDatabase& database, std::size_t index, RevisionRecord& record) {
  StepRecord step;
  step.outcome = database.try_upgrade_again(index);
  if (step.outcome.ok()) record_state(database, record.up->after, step);
  record.reapply = std::move(step);
}

void reapply_committed(WalkDatabase& database, std::size_t index, RevisionRecord& record) {
  record.down->leaks = database.collect_leaks_and_reset(*record.revision->down);
  StepRecord step;
  step.outcome = database.upgrade(index);
  if (step.outcome.ok()) {
    database.collect_leaks_and_reset(*record.revision->up);
    record_state(database, record.up->after, step);
  }
  record.reapply = std::move(step);
}

/// Down and up again, with the downgrade uncommitted until it has shown that it is good.
void round_trip_in_transaction(WalkDatabase& database, std::size_t index, RevisionRecord& record) {
  StepRecord down;
  down.outcome = database.try_downgrade(index);
  const bool ran = down.outcome.ok();
  if (ran) record_state(database, record.before, down);
  record.down = std::move(down);
  if (!ran) {
    record.not_run = "the downgrade fails";
    return;
  }
  if (!only_reordered(record.down->difference) && rollable(*record.revision->up)) {
    reapply_uncommitted(database, index, record);
  } else {
    database.commit_downgrade(index);
    reapply_committed(database, index, record);
  }
}

void round_trip_committed(WalkDatabase& database, std::size_t index, RevisionRecord& record) {
  StepRecord down;
  down.outcome = database.downgrade(index);
  const bool ran = down.outcome.ok();
  if (ran) record_state(database, record.before, down);
  record.down = std::move(down);
  if (ran) {
    reapply_committed(database, index, record);
  } else {
    record.not_run = "the downgrade fails";
  }
}

/// Why the revision has no round trip to walk, or nothing.
std::string no_round_trip(const chain::Revision& revision) {
  if (revision.irreversible) return "declared irreversible: " + *revision.irreversible;
  if (!revision.down) return "it has no downgrade";
  return {};
}

/// Brings the database to the state right after the upgrade.
catalog::Snapshot settle(WalkDatabase& database, std::size_t index, const RevisionRecord& record) {
  const catalog::Snapshot& good = record.up->after;
  database.mark_applied(index);
  const bool came_back = record.reapply && record.reapply->outcome.ok() &&
                         !database.in_transaction() && record.reapply->difference.empty();
  if (came_back) return record.reapply->after;
  database.restore(good);
  return database.snapshot();
}

}  // namespace

catalog::Snapshot walk_revision(WalkDatabase& database, std::size_t index, RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  if (!revision.not_runnable.empty() || !revision.up) {
    record.not_run = revision.not_runnable.empty() ? "it has no upgrade" : revision.not_runnable;
    return record.before;
  }
  StepRecord up;
  up.outcome = database.upgrade(index);
  if (!up.outcome.ok()) {
    record.up = std::move(up);
    record.not_run = "the upgrade fails";
    database.restore(record.before);
    return database.snapshot();
  }
  up.leaks = database.collect_leaks_and_reset(*revision.up);
  up.after = database.snapshot();
  record.up = std::move(up);
  record.answers = database.ask(index);

  record.not_run = no_round_trip(revision);
  if (!record.not_run.empty()) return record.up->after;
  if (rollable(*revision.down)) {
    round_trip_in_transaction(database, index, record);
  } else {
    round_trip_committed(database, index, record);
  }
  return settle(database, index, record);
}

}  // namespace pgstair::walk

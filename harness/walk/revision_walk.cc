// SPDX-License-Identifier: MIT
#include "walk/revision_walk.h"

#include <algorithm>

#include "walk/script_runner.h"
#include "walk/tentative_transaction.h"

// How the walk recovers. A downgrade that keeps to one transaction is run without committing it. If
// the catalog is then what it was before the upgrade, it is committed and the upgrade applied
// again, as a deployment would. If not, the upgrade is tried again inside that transaction, for the
// report, and everything is rolled back: the database is at the revision, as if the downgrade had
// never been, at no cost. Scripts that commit on their own cannot be undone so; after a bad one the
// database is made anew (Checkpoints::restore).

namespace pgstair::walk {

namespace {

using catalog::InTransaction;

/// Reads the database after a script that, if it ran, should have brought it to `expected`.
StepRecord record_of(StepOutcome outcome, Walker& walker, InTransaction in_transaction,
                     const catalog::Snapshot& expected) {
  StepRecord step;
  step.outcome = std::move(outcome);
  if (!step.outcome.ok()) return step;
  step.after = walker.database.snapshot(in_transaction);
  step.difference = catalog::diff(expected, step.after);
  return step;
}

/// Whether nothing differs but the order of columns, which a round trip may change.
bool only_reordered(const catalog::Difference& difference) {
  return std::ranges::all_of(difference, [](const catalog::Change& change) {
    return change.kind == catalog::ChangeKind::reordered;
  });
}

/// How a round trip ended: with the second upgrade committed, or with the database in a state to
/// come back from.
enum class RoundTripEnd { reapplied, elsewhere };

RoundTripEnd reapply(Walker& walker, std::size_t index, RevisionRecord& record) {
  record.reapply =
      record_of(walker.revisions.upgrade(index), walker, InTransaction::no, record.up->after);
  return RoundTripEnd::reapplied;
}

/// Down and up again, with the downgrade uncommitted until it has shown that it is good.
RoundTripEnd round_trip_in_transaction(Walker& walker, std::size_t index, RevisionRecord& record) {
  const auto& down = std::get<chain::SqlScript>(*record.revision->down);
  TentativeTransaction transaction(walker.database.scripts());
  record.down = record_of(transaction.run(down), walker, InTransaction::yes, record.before);
  if (!record.down->outcome.ok()) {
    record.not_run = "the downgrade fails";
    return RoundTripEnd::elsewhere;
  }
  if (!only_reordered(record.down->difference) && rollable(*record.revision->up)) {
    const auto& up = std::get<chain::SqlScript>(*record.revision->up);
    record.reapply =
        record_of(transaction.run_in_new_session(up), walker, InTransaction::yes, record.up->after);
    return RoundTripEnd::elsewhere;
  }
  transaction.commit(down, record.down->outcome);
  walker.revisions.mark_reverted(index);
  return reapply(walker, index, record);
}

RoundTripEnd round_trip_committed(Walker& walker, std::size_t index, RevisionRecord& record) {
  record.down = record_of(walker.revisions.downgrade(index, Leaks::collected), walker,
                          InTransaction::no, record.before);
  if (record.down->outcome.ok()) return reapply(walker, index, record);
  record.not_run = "the downgrade fails";
  return RoundTripEnd::elsewhere;
}

/// Why the revision has no round trip to walk, or nothing.
std::string no_round_trip(const chain::Revision& revision) {
  if (revision.irreversible) return "declared irreversible: " + *revision.irreversible;
  if (!revision.down) return "it has no downgrade";
  return {};
}

/// Brings the database to the state right after the upgrade.
catalog::Snapshot settle(Walker& walker, std::size_t index, RoundTripEnd end,
                         const RevisionRecord& record) {
  walker.revisions.mark_applied(index);
  const bool is_there = end == RoundTripEnd::reapplied && record.reapply->outcome.ok() &&
                        record.reapply->difference.empty();
  if (is_there) return record.reapply->after;
  walker.checkpoints.restore(record.up->after);
  return walker.database.snapshot();
}

}  // namespace

catalog::Snapshot walk_revision(Walker& walker, std::size_t index, RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  if (!revision.not_runnable.empty() || !revision.up) {
    record.not_run = revision.not_runnable.empty() ? "it has no upgrade" : revision.not_runnable;
    return record.before;
  }
  StepRecord up;
  up.outcome = walker.revisions.upgrade(index, Leaks::collected);
  if (!up.outcome.ok()) {
    record.up = std::move(up);
    record.not_run = "the upgrade fails";
    walker.checkpoints.restore(record.before);
    return walker.database.snapshot();
  }
  up.after = walker.database.snapshot();
  record.up = std::move(up);
  record.answers = walker.revisions.ask(index);

  record.not_run = no_round_trip(revision);
  if (!record.not_run.empty()) return record.up->after;
  const RoundTripEnd end = rollable(*revision.down)
                               ? round_trip_in_transaction(walker, index, record)
                               : round_trip_committed(walker, index, record);
  return settle(walker, index, end, record);
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "walk/revision_walk.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "walk/row_changes.h"
#include "walk/script_runner.h"
#include "walk/sequences.h"
#include "walk/superuser_run.h"
#include "walk/tentative_transaction.h"

// How the walk recovers. What comes after a revision must find what a plain upgrade would leave:
// the catalog, the rows and the sequences. A second upgrade leaves that if it began where the first
// one did, so the state before the upgrade is remembered whole: the snapshot and the rows.
//
// A downgrade that keeps to one transaction is run without committing it. If it then is that state
// again, it is committed and the upgrade applied again, as a deployment would. If not, the upgrade
// is tried again inside that transaction, for the report, and everything is rolled back: the
// database is at the revision, as if the downgrade had never been, at no cost. Scripts that commit
// on their own cannot be undone so; after a bad one the database is made anew
// (Checkpoints::restore).

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

/// How a round trip ended.
enum class RoundTripEnd {
  rolled_back,       ///< nothing of it was committed
  reapplied,         ///< the second upgrade began in the state in which the first one did
  reapplied_later,   ///< the same, but for sequences that had moved on: its rows have other numbers
  reapplied_anyhow,  ///< in another state: what it made may not be what the first one did
  half_way,          ///< the downgrade failed, and may have committed something
};

/// The rows at a moment; nothing where no script can change them.
using MaybeRows = std::optional<TableRows>;

/// Where the downgrade led, compared with the state before the upgrade, in which there were `rows`.
enum class LedTo { the_state_before, moved_sequences, other_rows, another_state };

LedTo led_to(const RevisionRecord& record, const MaybeRows& rows, Walker& walker) {
  const auto& difference = record.down->difference;
  const bool moved =
      !difference.empty() && std::ranges::all_of(difference, catalog::moves_only_a_sequence);
  if (!moved && !only_reordered(difference)) return LedTo::another_state;
  if (rows && !same_rows(*rows, read_table_rows(walker.database.session())))
    return LedTo::other_rows;
  return moved ? LedTo::moved_sequences : LedTo::the_state_before;
}

/// Applies the upgrade again and commits.
RoundTripEnd reapply(Walker& walker, std::size_t index, LedTo state, RevisionRecord& record) {
  record.reapply =
      record_of(walker.revisions.upgrade(index), walker, InTransaction::no, record.up->after);
  return state == LedTo::the_state_before  ? RoundTripEnd::reapplied
         : state == LedTo::moved_sequences ? RoundTripEnd::reapplied_later
                                           : RoundTripEnd::reapplied_anyhow;
}

/// Down and up again, with the downgrade uncommitted until it has shown that it is good.
RoundTripEnd round_trip_in_transaction(Walker& walker, std::size_t index, const MaybeRows& before,
                                       RevisionRecord& record) {
  const auto& down = std::get<chain::SqlScript>(*record.revision->down);
  TentativeTransaction transaction(walker.database.scripts());
  record.down = record_of(transaction.run(down), walker, InTransaction::yes, record.before);
  if (!record.down->outcome.ok()) {
    record.not_run = "the downgrade fails";
    return RoundTripEnd::rolled_back;
  }
  const LedTo state = led_to(record, before, walker);
  // Of other rows the rehearsal tells, if there is one. What the downgrade leaves in its session is
  // known only after its COMMIT.
  const bool is_bad = state == LedTo::another_state || state == LedTo::moved_sequences;
  if (is_bad && walker.database.can_roll_back(*record.revision->up)) {
    const auto& up = std::get<chain::SqlScript>(*record.revision->up);
    record.reapply =
        record_of(transaction.run_in_new_session(up), walker, InTransaction::yes, record.up->after);
    return RoundTripEnd::rolled_back;
  }
  transaction.commit(down, record.down->outcome);
  walker.revisions.mark_reverted(index);
  return reapply(walker, index, state, record);
}

RoundTripEnd round_trip_committed(Walker& walker, std::size_t index, const MaybeRows& before,
                                  RevisionRecord& record) {
  record.down = record_of(walker.revisions.downgrade(index, Leaks::collected), walker,
                          InTransaction::no, record.before);
  if (record.down->outcome.ok())
    return reapply(walker, index, led_to(record, before, walker), record);
  record.not_run = "the downgrade fails";
  return RoundTripEnd::half_way;
}

/// Why the revision has no round trip to walk, or nothing.
std::string no_round_trip(const chain::Revision& revision) {
  if (revision.irreversible) return "declared irreversible: " + *revision.irreversible;
  if (!revision.down) return "there is no downgrade";
  return {};
}

/// Undoes the second upgrade by the downgrade, which is known to bring back the rows, and the
/// sequences by hand; then upgrades from there. In a fraction of the time that it takes to make the
/// database anew; false if that has to be.
bool reapply_where_it_began(Walker& walker, std::size_t index, const RevisionRecord& record,
                            const MaybeRows& before) {
  return record.reapply->outcome.ok() && walker.revisions.downgrade(index).ok() &&
         put_back_sequences(walker.database, record.before) &&
         (!before || same_rows(*before, read_table_rows(walker.database.session()))) &&
         walker.revisions.upgrade(index).ok() &&
         catalog::equal(walker.database.snapshot(), record.up->after);
}

/// What the tables held before the upgrade and after it.
struct RowsAround {
  MaybeRows before;
  MaybeRows after;
};

/// Brings the database to the state right after the upgrade.
catalog::Snapshot settle(Walker& walker, std::size_t index, RoundTripEnd end,
                         const RevisionRecord& record, const RowsAround& rows) {
  switch (end) {
    case RoundTripEnd::reapplied:
      if (record.reapply->outcome.ok() && record.reapply->difference.empty())
        return record.reapply->after;
      walker.revisions.mark_applied(index);
      walker.checkpoints.start_over();
      break;
    case RoundTripEnd::reapplied_later:
      if (reapply_where_it_began(walker, index, record, rows.before)) return record.up->after;
      walker.revisions.mark_applied(index);
      walker.checkpoints.start_over();
      break;
    case RoundTripEnd::rolled_back:
      walker.revisions.mark_applied(index);
      walker.checkpoints.restore(record.up->after);
      break;
    case RoundTripEnd::reapplied_anyhow:
    case RoundTripEnd::half_way:
      walker.revisions.mark_applied(index);
      if (rows.before && !rows.after) {
        walker.checkpoints.start_over();  // nobody knows what the rows were
      } else {
        walker.checkpoints.restore(record.up->after, rows.after);
      }
      break;
  }
  return walker.database.snapshot();
}

/// Down and up again; returns what the database is then, which is what the upgrade left. `before`:
/// the rows before the upgrade.
catalog::Snapshot walk_round_trip(Walker& walker, std::size_t index, const MaybeRows& before,
                                  RevisionRecord& record) {
  const bool can_roll_back = walker.database.can_roll_back(*record.revision->down);
  MaybeRows after;
  if (before && !(can_roll_back && walker.database.can_roll_back(*record.revision->up)))
    after = read_table_rows(walker.database.session());
  const RoundTripEnd end = can_roll_back ? round_trip_in_transaction(walker, index, before, record)
                                         : round_trip_committed(walker, index, before, record);
  return settle(walker, index, end, record, {before, after});
}

/// What the upgrade would leave if the role that deploys were a superuser, where that may differ.
std::optional<catalog::Snapshot> upgraded_by_superuser(Walker& walker, std::size_t index,
                                                       const chain::Revision& revision,
                                                       RevisionRecord& record) {
  if (!walker.database.has_deployer()) return std::nullopt;
  record.deployer = walker.database.deployer_name();
  if (!may_hide_refusals(*revision.up)) return std::nullopt;
  return upgraded_as_superuser(walker, index, *revision.up);
}

/// The sequences behind their column, of the tables that the upgrade may write to.
std::vector<ColumnSequence> sequences_behind(Walker& walker, const chain::Revision& revision) {
  const auto* script = std::get_if<chain::SqlScript>(&*revision.up);
  return find_sequences_behind(walker.database.session(), [&](const ColumnSequence& sequence) {
    if (script == nullptr) return true;
    return chain::mentions(*script, sequence.table_name) ||
           chain::mentions(*script, sequence.sequence_name);
  });
}

}  // namespace

catalog::Snapshot walk_revision(Walker& walker, std::size_t index, RevisionRecord& record) {
  const chain::Revision& revision = *record.revision;
  if (!revision.not_runnable.empty() || !revision.up) {
    record.not_run = revision.not_runnable.empty() ? "there is no upgrade" : revision.not_runnable;
    return record.before;
  }
  const CreationsToSkip creations(walker.database, revision, record.before);
  MaybeRows rows_before;
  const bool may_write = may_leave_other_rows(revision);
  std::vector<ColumnSequence> behind_before;
  if (may_write) behind_before = sequences_behind(walker, revision);
  if (may_write) rows_before = read_table_rows(walker.database.session());
  const auto as_superuser = upgraded_by_superuser(walker, index, revision, record);
  RowStatistics written_before;
  if (walker.counts_rows) written_before = walker.database.row_statistics();
  StepRecord up;
  up.outcome = walker.revisions.upgrade(index, Leaks::collected);
  if (!up.outcome.ok()) {
    record.up = std::move(up);
    record.not_run = "the upgrade fails";
    walker.checkpoints.restore(record.before, rows_before);
    return walker.database.snapshot();
  }
  if (walker.counts_rows)
    record.written_tables = written_between(written_before, walker.database.row_statistics());
  up.after = walker.database.snapshot();
  if (as_superuser) record.from_superuser = catalog::diff(*as_superuser, up.after);
  up.difference = catalog::diff(record.before, up.after);
  record.up = std::move(up);
  record.skipped_creations = creations.compare(record.up->after);
  if (may_write)
    record.sequences_behind = newly_behind(behind_before, sequences_behind(walker, revision));
  record.answers = walker.revisions.ask(index);

  record.not_run = no_round_trip(revision);
  if (!record.not_run.empty()) return record.up->after;
  return walk_round_trip(walker, index, rows_before, record);
}

}  // namespace pgstair::walk

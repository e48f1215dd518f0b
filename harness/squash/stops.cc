// SPDX-License-Identifier: MIT
#include "squash/stops.h"

#include <algorithm>
#include <variant>

#include "catalog/describe.h"
#include "catalog/difference.h"
#include "sql/same.h"
#include "squash/chain_difference.h"
#include "walk/script_runner.h"
#include "walk/sequences.h"
#include "walk/tentative_transaction.h"

namespace pgstair::squash {

namespace {

/// Whether both have the same upgrade. Of code only the name is known.
bool does_the_same(const chain::Revision& one, const chain::Revision& other) {
  const auto* sql = chain::sql_of(one.up);
  const auto* other_sql = chain::sql_of(other.up);
  if (sql == nullptr || other_sql == nullptr) return sql == other_sql;
  return sql::compare_scripts(sql->statements, other_sql->statements).sameness ==
         sql::Sameness::same;
}

}  // namespace

Stops::Stops(AppliedChain& old_chain, AppliedChain& new_chain, std::size_t noted_as_one)
    : old_chain_(old_chain),
      new_chain_(new_chain),
      tool_(new_chain.format(), old_chain.chain(), new_chain.chain(),
            {new_chain.database().before_baseline(), noted_as_one}) {}

Stop Stops::look() {
  const Resume resume = tool_.resume(old_chain_.applied());
  Stop stop = look_at(resume);
  stop.applied = old_chain_.applied();
  if (!resume.by_old_files) stop.old_ones_left = old_ones_left(resume);
  return stop;
}

std::optional<std::size_t> Stops::old_ones_left(const Resume& resume) const {
  for (const std::size_t index : resume.pending) {
    const chain::Revision& revision = new_chain_.chain().revisions()[index];
    const chain::Chain& old_chain = old_chain_.chain();
    if (!old_chain.contains(revision.id)) return std::nullopt;
    const chain::Revision& same = old_chain.revisions()[old_chain.index_of(revision.id)];
    if (!does_the_same(revision, same)) return std::nullopt;
  }
  return resume.pending.size();
}

void Stops::compare_rows(std::vector<Stop>& stops) const {
  for (auto& stop : stops) {
    if (stop.applied == 0) continue;  // a new database: the heads are compared
    const std::size_t left = old_chain_.applied() - stop.applied;
    if (stop.end != Stop::End::reaches_head || !stop.old_ones_left || *stop.old_ones_left == left)
      continue;
    // The tool applies fewer revisions than the old chain had left: what those between would have
    // written is to be there already.
    const std::size_t skipped_to = old_chain_.applied() - *stop.old_ones_left;
    if (walk::same_rows(old_chain_.rows(stop.applied), old_chain_.rows(skipped_to))) continue;
    stop.end = Stop::End::differs;
    stop.reason = tool_.name() + " takes the revisions up to " +
                  old_chain_.chain().revisions()[skipped_to - 1].id + " for applied";
    stop.differences = {"rows that those revisions write never come"};
  }
}

std::vector<std::string> Stops::differences(const catalog::Snapshot& expected,
                                            const catalog::Snapshot& actual) {
  std::vector<std::string> told;
  for (const auto& change : difference_of_chains(expected, actual)) {
    if (change.kind != catalog::ChangeKind::reordered) told.push_back(catalog::to_string(change));
  }
  return told;
}

namespace {

/// Whether all that it does can be done in a transaction, be the tool's as it may.
bool can_be_rolled_back(const std::optional<chain::Script>& script) {
  const auto* sql = chain::sql_of(script);
  return sql != nullptr && std::ranges::none_of(sql->statements, [](const auto& statement) {
           const auto sort = sql::classify(statement.text);
           return sort == sql::StatementClass::transaction_control ||
                  sort == sql::StatementClass::outside_transaction;
         });
}

void fail(const chain::Revision& revision, walk::StepOutcome outcome, Stop& stop) {
  stop.end = Stop::End::fails;
  stop.revision = revision.id;
  stop.failure = std::move(outcome.failure);
}

void compare(const catalog::Snapshot& expected, const catalog::Snapshot& actual, Stop& stop) {
  stop.differences = Stops::differences(expected, actual);
  stop.end = stop.differences.empty() ? Stop::End::reaches_head : Stop::End::differs;
}

}  // namespace

Stop Stops::look_at(const Resume& resume) {
  Stop stop;
  if (!resume.refuses.empty()) {
    stop.end = Stop::End::refused;
    stop.reason = tool_.name() + ": " + resume.refuses;
    return stop;
  }
  if (resume.by_old_files) return stop;  // to where the old chain ends
  // What the new chain makes of the revisions that are taken for applied is what must be there:
  // then the rest of it does what it does on a new database.
  const auto taken = taken_prefix(resume);
  const bool begins_anew = taken == 0 && old_chain_.applied() != 0;
  if (taken && !begins_anew) {
    compare(new_chain_.state(*taken), old_chain_.head(), stop);
    if (stop.end == Stop::End::reaches_head) return stop;
  }
  if (resume.pending.empty()) {
    stop.reason = tool_.name() + " has nothing left to apply";
    return stop;
  }
  return try_pending(resume, {});
}

Stop Stops::try_pending(const Resume& resume, Stop stop) {
  const auto& revisions = new_chain_.chain().revisions();
  stop.reason = tool_.name() + " applies " + revisions[resume.pending.front()].id;
  const bool can_roll_back = std::ranges::all_of(
      resume.pending, [&](std::size_t index) { return can_be_rolled_back(revisions[index].up); });
  can_roll_back ? try_and_roll_back(resume, stop) : try_in_a_copy(resume, stop);
  return stop;
}

void Stops::try_and_roll_back(const Resume& resume, Stop& stop) {
  auto& database = old_chain_.database().database();
  {
    walk::TentativeTransaction transaction(database.scripts());
    for (const std::size_t index : resume.pending) {
      const chain::Revision& revision = new_chain_.chain().revisions()[index];
      auto outcome = transaction.run(*chain::sql_of(revision.up));
      if (!outcome.ok()) return fail(revision, std::move(outcome), stop);
    }
    compare(new_chain_.head(), database.snapshot(catalog::InTransaction::yes), stop);
  }
  // Sequences know no transactions.
  walk::put_back_sequences(database, old_chain_.head());
}

/// The new chain's database, whose program knows its files, stands in for the one that stopped.
void Stops::try_in_a_copy(const Resume& resume, Stop& stop) {
  walk::Walker& walker = new_chain_.database().walker();
  const auto& revisions = new_chain_.chain().revisions();
  const auto head = walker.checkpoints.save();
  walker.database.renew(old_chain_.database().database().copy().get());
  std::vector<std::string> taken;
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    if (resume.taken[i]) taken.push_back(revisions[i].id);
  }
  walker.database.note_applied(taken);
  const bool all_run = std::ranges::all_of(resume.pending, [&](std::size_t index) {
    auto outcome = walker.database.run(*revisions[index].up);
    const bool ok = outcome.ok();
    if (!ok) fail(revisions[index], std::move(outcome), stop);
    return ok;
  });
  if (all_run) compare(new_chain_.head(), walker.database.snapshot_whole(), stop);
  walker.checkpoints.bring_back(head);
}

}  // namespace pgstair::squash

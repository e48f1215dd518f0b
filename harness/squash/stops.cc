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

Stops::Stops(AppliedChain& old_chain, const AppliedChain& new_chain)
    : old_chain_(old_chain),
      new_chain_(new_chain),
      tool_(new_chain.format(), old_chain.chain(), new_chain.chain()) {}

Stop Stops::look() {
  const Resume resume = tool_.resume(old_chain_.applied());
  Stop stop = look_at(resume);
  stop.applied = old_chain_.applied();
  stop.old_ones_left = old_ones_left(resume);
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

/// How many revisions are taken for applied, if they are the first ones.
std::optional<std::size_t> Stops::taken_prefix(const Resume& resume) const {
  const auto first_pending = std::ranges::find(resume.taken, false);
  const bool more = std::find(first_pending, resume.taken.end(), true) != resume.taken.end();
  if (more) return std::nullopt;
  return static_cast<std::size_t>(first_pending - resume.taken.begin());
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
  auto& database = old_chain_.database().database();
  stop.reason =
      tool_.name() + " applies " + new_chain_.chain().revisions()[resume.pending.front()].id;
  {
    walk::TentativeTransaction transaction(database.scripts());
    for (const std::size_t index : resume.pending) {
      const chain::Revision& revision = new_chain_.chain().revisions()[index];
      const auto* script = chain::sql_of(revision.up);
      if (script == nullptr || !walk::rollable(*revision.up)) {
        stop.end = Stop::End::not_tried;
        stop.reason = "what " + revision.id + " does cannot be rolled back";
        return stop;
      }
      auto outcome = transaction.run(*script);
      if (outcome.ok()) continue;
      stop.end = Stop::End::fails;
      stop.revision = revision.id;
      stop.failure = std::move(outcome.failure);
      return stop;
    }
    compare(new_chain_.head(), database.snapshot(catalog::InTransaction::yes), stop);
  }
  // Sequences know no transactions.
  walk::put_back_sequences(database, old_chain_.head());
  return stop;
}

}  // namespace pgstair::squash

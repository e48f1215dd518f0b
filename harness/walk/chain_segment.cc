// SPDX-License-Identifier: MIT
#include "walk/chain_segment.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "catalog/difference.h"
#include "support/errors.h"
#include "walk/revision_walk.h"
#include "walk/version_tables.h"

namespace pgstair::walk {

namespace {

/// Judges `record` by every check and writes verdicts and findings down.
void judge(const RevisionRecord& record, const std::vector<const Missing*>& missing, Checks& checks,
           RevisionReport& report) {
  for (auto& check : checks.of_revisions) {
    CheckOutcome outcome = check->judge(record);
    doubt(missing, outcome);
    const std::string name(check->name());
    report.row.checks[name] = outcome.verdict;
    if (outcome.verdict == report::Verdict::not_checked)
      report.row.not_checked[name] = outcome.reason;
    std::ranges::move(outcome.findings, std::back_inserter(report.findings));
  }
}

void note_faults(const RevisionRecord& record, std::size_t index, KnownFaults& known) {
  if (!record.down) return;
  if (!record.down->outcome.ok()) {
    known.failed_downgrades.insert(index);
    return;
  }
  for (const auto& change : record.down->difference) known.differences.insert(change.identity);
}

void note_changes(const RevisionRecord& record, std::size_t index, Changes& changes) {
  for (const auto& change : record.up->difference) {
    const std::string& kind = change.identity.kind;
    const bool is_made = change.kind == catalog::ChangeKind::added;
    const bool is_part = kind == "constraint" || kind == "index" || kind == "policy";
    if (kind == "table" ? is_made : is_part && change.kind != catalog::ChangeKind::dropped)
      changes[change.identity] = index;
  }
}

const catalog::Object* find(const catalog::Snapshot& snapshot, const catalog::Identity& identity) {
  for (const auto& root : snapshot.roots()) {
    const auto found = std::ranges::find(*root.objects, identity, &catalog::Object::identity);
    if (found != root.objects->end()) return &*found;
  }
  return nullptr;
}

}  // namespace

void KnownFaults::merge(const KnownFaults& other) {
  failed_downgrades.insert(other.failed_downgrades.begin(), other.failed_downgrades.end());
  differences.insert(other.differences.begin(), other.differences.end());
}

namespace {

/// The nearest ancestor that cannot be run, or null.
const chain::Revision* skipped_before(const chain::Chain& chain, std::size_t index) {
  std::set<std::size_t> ancestors{chain.parents(index).begin(), chain.parents(index).end()};
  while (!ancestors.empty()) {
    const std::size_t nearest = *ancestors.rbegin();  // positions are in topological order
    const chain::Revision& revision = chain.revisions()[nearest];
    if (!revision.not_runnable.empty()) return &revision;
    ancestors.erase(nearest);
    ancestors.insert(chain.parents(nearest).begin(), chain.parents(nearest).end());
  }
  return nullptr;
}

}  // namespace

ChainSegment::ChainSegment(const chain::Chain& chain, std::size_t begin, std::size_t end,
                           std::unique_ptr<Walker> walker, Checks checks,
                           std::unique_ptr<Rehearsal> rehearsal)
    : chain_(&chain),
      begin_(begin),
      end_(end),
      walker_(std::move(walker)),
      checks_(std::move(checks)),
      rehearsal_(std::move(rehearsal)),
      ancestry_(chain),
      branch_changes_(ancestry_) {}

void ChainSegment::walk(OrderedReports& reports, const std::stop_token& stop) {
  catch_up(stop);
  before_ = walker_->database.snapshot();
  current_ = before_;
  for (std::size_t index = begin_; index < end_ && !stop.stop_requested(); ++index) {
    try {
      reports.put(index, walk_one(index));
    } catch (const EnvironmentError& error) {
      throw EnvironmentError(
          "the walk ended at " + chain_->revisions()[index].id + ": " + error.what(),
          error.advice());
    }
  }
  for (auto& change : catalog::diff(current_, walker_->database.snapshot_whole()))
    misread_.push_back(std::move(change.identity));
}

/// Applies the revisions before the segment, with the same outcome as their own walk had.
void ChainSegment::catch_up(const std::stop_token& stop) {
  for (std::size_t index = 0; index < begin_ && !stop.stop_requested(); ++index) {
    const chain::Revision& revision = chain_->revisions()[index];
    if (revision.up && revision.not_runnable.empty()) catch_up_with(index);
  }
}

void ChainSegment::catch_up_with(std::size_t index) {
  const bool branches = branch_changes_.concerns(index, begin_, end_);
  const catalog::Snapshot before = branches ? walker_->database.snapshot() : catalog::Snapshot();
  const StepOutcome upgrade = walker_->revisions.upgrade(index);
  if (!upgrade.ok()) {
    walker_->checkpoints.start_over();
    go_on_without(index, upgrade);
    note_failed_before(index, upgrade);
    return;
  }
  if (branches) branch_changes_.note(index, catalog::diff(before, walker_->database.snapshot()));
  walker_->revisions.load_fixture(index);  // its own segment tells if it fails
}

void ChainSegment::note_failed_before(std::size_t index, const StepOutcome& upgrade) {
  RevisionRecord record;
  record.revision = &chain_->revisions()[index];
  record.neighbours = &walker_->database.neighbours();
  record.up.emplace().outcome = upgrade;
  record.not_run = "the upgrade fails";
  record.skipped_before = skipped_before(*chain_, index);
  if (!chain_->children(index).empty()) record.went_on_without = &missing_.at(index);
  RevisionReport report{{record.revision->id, record.revision->file, {}, {}, 0}, {}};
  judge(record, missing_before(index), checks_, report);
  failed_before_.push_back(std::move(report));
}

RevisionReport ChainSegment::walk_one(std::size_t index) {
  const auto started = std::chrono::steady_clock::now();
  RevisionRecord record;
  record.revision = &chain_->revisions()[index];
  record.neighbours = &walker_->database.neighbours();
  record.before = current_;
  const auto missing = missing_before(index);
  if (rehearsal_ && missing.empty()) {
    record.rows = rehearsal_->rehearse(*walker_, index, record);
  } else if (rehearsal_) {
    record.rows = RowsRecord{};
    record.rows->not_run = missing.back()->revision->id + " could not be applied";
  }
  current_ = walk_revision(*walker_, index, record);
  if (record.up && record.up->outcome.ok()) {
    take_note(index, record);
  } else if (record.up) {
    record.skipped_before = skipped_before(*chain_, index);
    go_on_without(index, record.up->outcome);
    if (!chain_->children(index).empty()) record.went_on_without = &missing_.at(index);
  }
  note_faults(record, index, known_faults_);
  RevisionReport report{{record.revision->id, record.revision->file, {}, {}, 0}, {}};
  judge(record, missing, checks_, report);
  report.row.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return report;
}

/// What a revision that was applied changed.
void ChainSegment::take_note(std::size_t index, RevisionRecord& record) {
  record.contested =
      branch_changes_.note(index, made_by_chain(record.up->difference, *record.revision));
  note_changes(record, index, changes_);
  contested_.insert(contested_.end(), record.contested.begin(), record.contested.end());
  if (missing_before(index).empty()) load_fixture(index, record);
  if (watched_) note_change(record);
}

void ChainSegment::note_change(const RevisionRecord& record) {
  const catalog::Object* before = find(record.before, *watched_);
  const catalog::Object* after = find(record.up->after, *watched_);
  const bool same = before == nullptr || after == nullptr ? before == after : *before == *after;
  if (!same) changed_by_ = record.revision;
}

void ChainSegment::load_fixture(std::size_t index, RevisionRecord& record) {
  record.fixture = walker_->revisions.load_fixture(index);
  if (record.fixture) current_ = walker_->database.snapshot();  // sequences have moved
}

/// Where others build on a revision that fails, most of what they need may yet be made. Not if it
/// was not over in its time: it would take as long again.
void ChainSegment::go_on_without(std::size_t index, const StepOutcome& upgrade) {
  const chain::Revision& revision = chain_->revisions()[index];
  Missing& missing = missing_[index];
  missing.revision = &revision;
  if (chain_->children(index).empty()) return;
  if (!can_be_applied_partly(*revision.up)) {
    missing.lacking = text_of_code(revision);
    return;
  }
  if (upgrade.failure->kind == StepFailure::Kind::timeout) {
    missing.lacking = std::get<chain::SqlScript>(*revision.up);
    return;
  }
  missing.lacking = walker_->revisions.upgrade_partly(index);
  missing.applied = std::get<chain::SqlScript>(*revision.up).statements.size() -
                    missing.lacking->statements.size();
  current_ = walker_->database.snapshot();
}

std::vector<const Missing*> ChainSegment::missing_before(std::size_t index) const {
  std::vector<const Missing*> result;
  for (const auto& [failed, missing] : missing_) {
    if (failed < index && ancestry_.builds_on(index, failed)) result.push_back(&missing);
  }
  return result;
}

const chain::Revision* ChainSegment::walked_without() const {
  const auto found = std::ranges::find_if(
      missing_, [&](const auto& failed) { return !chain_->children(failed.first).empty(); });
  return found == missing_.end() ? nullptr : found->second.revision;
}

}  // namespace pgstair::walk

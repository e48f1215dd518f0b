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
void judge(const RevisionRecord& record, Checks& checks, RevisionReport& report) {
  for (auto& check : checks.of_revisions) {
    CheckOutcome outcome = check->judge(record);
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
      branch_changes_(chain) {}

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
    if (const std::size_t* cause = blocked_by(index)) {
      blocked_.emplace(index, *cause);
    } else if (revision.up && revision.not_runnable.empty()) {
      catch_up_with(index);
    }
  }
}

void ChainSegment::catch_up_with(std::size_t index) {
  const bool branches = branch_changes_.concerns(index, begin_, end_);
  const catalog::Snapshot before = branches ? walker_->database.snapshot() : catalog::Snapshot();
  if (!walker_->revisions.upgrade(index).ok()) {
    blocked_.emplace(index, index);
    walker_->checkpoints.start_over();
    return;
  }
  if (branches) branch_changes_.note(index, catalog::diff(before, walker_->database.snapshot()));
  walker_->revisions.load_fixture(index);  // its own segment tells if it fails
}

RevisionReport ChainSegment::walk_one(std::size_t index) {
  const auto started = std::chrono::steady_clock::now();
  RevisionRecord record;
  record.revision = &chain_->revisions()[index];
  record.neighbours = &walker_->database.neighbours();
  record.before = current_;
  if (const std::size_t* cause = blocked_by(index)) {
    record.not_run = chain_->revisions()[*cause].id + ", which it builds on, could not be applied";
    blocked_.emplace(index, *cause);
  } else {
    if (rehearsal_) record.rows = rehearsal_->rehearse(*walker_, index, record);
    current_ = walk_revision(*walker_, index, record);
    if (record.up && !record.up->outcome.ok()) {
      blocked_.emplace(index, index);
      record.skipped_before = skipped_before(*chain_, index);
    }
    if (record.up && record.up->outcome.ok()) {
      record.contested =
          branch_changes_.note(index, made_by_chain(record.up->difference, *record.revision));
      note_changes(record, index, changes_);
      contested_.insert(contested_.end(), record.contested.begin(), record.contested.end());
      load_fixture(index, record);
    }
    note_faults(record, index, known_faults_);
    if (watched_ && record.up && record.up->outcome.ok()) note_change(record);
  }
  RevisionReport report{{record.revision->id, record.revision->file, {}, {}, 0}, {}};
  judge(record, checks_, report);
  report.row.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return report;
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

const std::size_t* ChainSegment::blocked_by(std::size_t index) const {
  for (const std::size_t parent : chain_->parents(index)) {
    if (const auto found = blocked_.find(parent); found != blocked_.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

#include "catalog/snapshot.h"
#include "chain/chain.h"
#include "report/result.h"
#include "walk/check.h"
#include "walk/missing.h"
#include "walk/ordered_reports.h"
#include "walk/rehearsal.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// A run of consecutive revisions, walked in a database of its own: what a server takes on when
/// several share a chain. What lies before it is only upgraded, which needs no look at the catalog.
class ChainSegment {
 public:
  /// Revisions `begin` up to, not including, `end` of `chain`. `rehearsal` may be null.
  ChainSegment(const chain::Chain& chain, std::size_t begin, std::size_t end,
               std::unique_ptr<Walker> walker, Checks checks, std::unique_ptr<Rehearsal> rehearsal);

  /// Walks, handing over what is learned of each revision. Stops early when asked to.
  /// Throws EnvironmentError if the server is lost.
  void walk(OrderedReports& reports, const std::stop_token& stop);

  /// What there is to tell of revisions before the segment whose upgrades fail.
  const std::vector<RevisionReport>& failed_before() const { return failed_before_; }

  /// The objects of which the snapshots of the walk say at its end what a whole read does not: its
  /// verdicts cannot be trusted.
  const std::vector<catalog::Identity>& misread() const { return misread_; }

  /// Has the walk note which revision changes `object`.
  void watch(catalog::Identity object) { watched_ = std::move(object); }
  /// The last revision that did; null if none.
  const chain::Revision* changed_by() const { return changed_by_; }

  Walker& walker() { return *walker_; }
  /// Before the first revision of the segment, and after the last.
  const catalog::Snapshot& before() const { return before_; }
  const catalog::Snapshot& after() const { return current_; }
  const KnownFaults& known_faults() const { return known_faults_; }
  /// A revision whose upgrade fails though others of the chain build on it; null if there is none.
  const chain::Revision* walked_without() const;
  /// Made or changed by revisions of the segment.
  const Changes& changes() const { return changes_; }
  /// What revisions of the segment change as well as others on which they do not build.
  const std::vector<Contested>& contested() const { return contested_; }

 private:
  void catch_up(const std::stop_token& stop);
  void catch_up_with(std::size_t index);
  void note_failed_before(std::size_t index, const StepOutcome& upgrade);
  RevisionReport walk_one(std::size_t index);
  void take_note(std::size_t index, RevisionRecord& record);
  void load_fixture(std::size_t index, RevisionRecord& record);
  void note_change(const RevisionRecord& record);
  void go_on_without(std::size_t index, const StepOutcome& upgrade);
  std::vector<const Missing*> missing_before(std::size_t index) const;

  const chain::Chain* chain_;
  std::size_t begin_;
  std::size_t end_;
  std::unique_ptr<Walker> walker_;
  Checks checks_;
  std::unique_ptr<Rehearsal> rehearsal_;
  catalog::Snapshot before_;
  catalog::Snapshot current_;
  KnownFaults known_faults_;
  Changes changes_;
  chain::Ancestry ancestry_;
  BranchChanges branch_changes_;
  std::vector<Contested> contested_;
  std::vector<RevisionReport> failed_before_;
  std::vector<catalog::Identity> misread_;
  std::optional<catalog::Identity> watched_;
  const chain::Revision* changed_by_ = nullptr;
  std::map<std::size_t, Missing> missing_;  ///< by the position of the revision that failed
};

}  // namespace pgstair::walk

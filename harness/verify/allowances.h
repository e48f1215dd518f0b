// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "report/progress.h"
#include "report/result.h"
#include "verify/baseline.h"
#include "verify/options.h"

namespace pgstair::verify {

/// What the team accepts: `[[allow]]` in pgstair.toml, `-- pgstair: allow CODE REASON` in a
/// revision. A `revision` may be the beginning of an id that no other has.
class Allowances {
 public:
  Allowances(const std::vector<Allowance>& configured,
             const std::vector<chain::Revision>& revisions);

  /// Throws UsageError, with the place and the nearest name, where pgstair.toml accepts something
  /// in a revision that there is not. Of a code that the run does not look for, nothing is said.
  void require_revisions(const std::function<bool(const std::string& code)>& is_looked_for) const;

  /// Moves the accepted findings to `result.accepted`. An allowance that matches nothing is itself
  /// a finding, `unused-suppression`: it hides nothing now, and would hide the next one. A check
  /// that failed only by accepted findings has passed. Of an allowance of what the run does not
  /// look for (`is_looked_for`) nothing is said.
  void apply(const std::function<bool(const Allowance&)>& is_looked_for,
             report::Result& result) const;

  /// The same of one revision, while the walk goes on.
  void apply(report::RevisionResult& revision, std::vector<report::Finding>& findings) const;

 private:
  bool accept(const report::Finding& finding) const;

  std::vector<std::string> revisions_;  ///< ids of all
  std::vector<Allowance> allowances_;
};

/// Tells of a walk without what is accepted.
class ProgressWithoutAccepted : public report::Progress {
 public:
  /// All must outlive this object.
  ProgressWithoutAccepted(const Allowances& allowances, const Baseline& baseline,
                          report::Progress& listener)
      : allowances_(allowances), baseline_(baseline), listener_(listener) {}
  void started(const report::Result& so_far, std::size_t revisions) override {
    listener_.started(so_far, revisions);
  }
  void starts_again(const report::Result& so_far, const std::string& reason) override {
    listener_.starts_again(so_far, reason);
  }
  void revision_done(const report::RevisionResult& revision, std::size_t index,
                     std::span<const report::Finding> findings) override;

 private:
  const Allowances& allowances_;
  const Baseline& baseline_;
  report::Progress& listener_;
};

/// What verify::verify() looks for: all but what only the other commands tell.
bool is_told_by_verify(const std::string& code);

}  // namespace pgstair::verify

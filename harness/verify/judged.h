// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "chain/chain.h"
#include "chain/read.h"
#include "report/result.h"
#include "verify/options.h"

/// Judging only what is new: what was there before is applied, and not judged.
namespace pgstair::verify {

/// Which part of a chain a run judges. Databases have the rest already, so it comes first.
class Judged {
 public:
  /// All of it, unless the options say otherwise. Moves revisions that are not new before those
  /// that are, as far as their parents allow. Throws UsageError if `options.since` is no revision.
  Judged(const Options& options, chain::ReadResult& read);

  /// The position of the first revision to judge; so are all that come after it. The chain's size
  /// if nothing is new.
  std::size_t first(const chain::Chain& chain) const;

  /// What comes before that; nothing where all is judged.
  report::NotJudged left_out(const chain::Chain& chain) const;

  /// Whether an allowance that matches nothing is of no use: the findings of a revision that was
  /// not judged are not known, nor are those of all revisions if one was not.
  bool knows_all_of(const std::string& revision, const chain::Chain& chain) const;

  /// Takes out the findings of revisions that were not judged, but for those of the whole chain and
  /// for upgrades that fail: without them nothing is known of what follows.
  void leave_out_findings(const chain::Chain& chain, std::vector<report::Finding>& findings) const;

 private:
  std::optional<NewRevisions> new_;
};

}  // namespace pgstair::verify

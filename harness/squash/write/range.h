// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chain/chain.h"

namespace pgstair::squash {

/// Revisions that one shall stand for: from base to one through which every path goes.
struct Range {
  std::vector<std::size_t> revisions;  ///< their positions in the chain, ascending; the last one is
                                       ///< what all that come after build on
  std::size_t last() const { return revisions.back(); }
};

/// From base to the revision that `upto` means (0042, head-1). Flyway's repeatables come after all
/// ranges, so "head" is the last that has a version.
///
/// Throws UsageError, which says what could be named instead, if a revision outside of the range
/// builds on one inside other than the last, if the chain has several heads and `upto` is "head",
/// if there is nothing to squash, and if pgstair cannot run one of them (code migrations).
Range range_of(const chain::Chain& chain, const std::string& upto);

}  // namespace pgstair::squash

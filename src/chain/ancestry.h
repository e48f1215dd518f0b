// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "chain/chain.h"

namespace pgstair::chain {

/// Which revisions build on which, also over others; they are named by their positions. Costs
/// nothing for a linear chain, and a bit for each pair of revisions of another.
class Ancestry {
 public:
  explicit Ancestry(const Chain& chain);

  /// Whether every revision builds on the one before it and on no other: nothing branches.
  bool is_linear() const { return ancestors_.empty(); }

  /// Requires: earlier < later.
  bool builds_on(std::size_t later, std::size_t earlier) const {
    return ancestors_.empty() || ancestors_[later][earlier];
  }

 private:
  std::vector<std::vector<bool>> ancestors_;  ///< empty if the chain is linear
};

}  // namespace pgstair::chain

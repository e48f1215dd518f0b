// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "sql/same.h"
#include "static_check/texts.h"

namespace pgstair::static_check {

/// How two texts of one revision's upgrade differ.
struct UpgradeComparison {
  sql::Sameness sameness = sql::Sameness::same;
  std::string before;  ///< of the first difference: a statement, or a file of Python
  std::string after;
  Location location;  ///< of `after`
};

/// Nothing is known of code, but that its texts differ.
UpgradeComparison compare_upgrades(const TextChain& before, const chain::Revision& old_one,
                                   const TextChain& after, const chain::Revision& new_one);

/// One text for one upgrade, to find it under another name; empty if its text is not known.
std::string upgrade_content(const TextChain& chain, const chain::Revision& revision);

}  // namespace pgstair::static_check

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/difference.h"

namespace pgstair::catalog {

/// An object that is gone and one that is new, which are so alike that it was probably renamed (or
/// moved to another schema). A guess, with what speaks for it.
struct ProbableRename {
  Identity before;
  Identity after;
  std::string evidence;  ///< "3 of 4 columns are the same", "everything but its name is the same"
};

/// Finds such pairs in `difference` (of these two snapshots), each object in at most one, the most
/// alike first. The changes stay in `difference`; it is for the caller to show the pair instead.
std::vector<ProbableRename> probable_renames(const Difference& difference, const Snapshot& before,
                                             const Snapshot& after);

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "catalog/difference.h"

namespace pgstair::catalog {

/// `left_out` (tables and columns) with those added objects of `difference` that are there for them
/// alone: their sequences, and the enums and domains that no other column of `head` has.
std::set<Identity> with_what_belongs(std::set<Identity> left_out, const Difference& difference,
                                     const Snapshot& head);

}  // namespace pgstair::catalog

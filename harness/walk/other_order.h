// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// The revisions `applied` in other orders that the chain allows: for each pair one in which the
/// second comes before the first. As few orders as one pass over the pairs finds.
/// Requires: the second of no pair builds on the first.
std::vector<std::vector<std::size_t>> other_orders(
    const chain::Chain& chain, const std::vector<std::size_t>& applied,
    std::vector<std::pair<std::size_t, std::size_t>> pairs);

/// Applies the chain from base in other orders, and notes what of `record.contested` is another
/// thing at head then. Does nothing where nothing is contested. The database is at head afterwards.
void walk_other_orders(Walker& walker, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

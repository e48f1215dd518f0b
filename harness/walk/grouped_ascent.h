// SPDX-License-Identifier: MIT
#pragma once

#include "chain/chain.h"
#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Applies the whole chain from base as its program does by itself, if that is in one transaction;
/// what a tool applies one by one, the walk has applied so. Afterwards the revisions of
/// `record.applied` are applied.
void walk_grouped_ascent(Walker& walker, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

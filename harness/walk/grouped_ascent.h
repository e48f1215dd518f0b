// SPDX-License-Identifier: MIT
#pragma once

#include "chain/chain.h"
#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Applies the whole chain from base as its program does by itself, if that is in one transaction;
/// what a tool applies one by one, the walk has applied so. Where the enum may be as new as its
/// label without harm (Postgres 17), also from before each revision that adds one, as where the
/// chain has been deployed up to there. Afterwards the revisions of `record.applied` are applied.
void walk_grouped_ascent(Walker& walker, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "chain/chain.h"
#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Applies the whole chain from base as its program does by itself, if that is in one transaction;
/// what a tool applies one by one, the walk has applied so. Where the enum may be as new as its
/// label without harm (Postgres 17), also from before each revision that adds one, as where the
/// chain has been deployed up to there. Then from `released` on, if it is given: what comes after
/// it is deployed together. Afterwards the revisions of `record.applied` are applied.
void walk_grouped_ascent(Walker& walker, const chain::Chain& chain,
                         std::optional<std::size_t> released, ChainRecord& record);

}  // namespace pgstair::walk

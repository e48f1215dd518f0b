// SPDX-License-Identifier: MIT
#pragma once

#include "chain/chain.h"
#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Applies the chain from base as an installation has met it that was there from the beginning:
/// with its repeatables applied after each version, not only at the end. Nothing if it has none, or
/// if no version comes after another. Afterwards the revisions of `record.applied` are applied.
///
/// What a repeatable said in those days is not known. One that cannot be applied yet is taken for
/// one that was not there.
void walk_grown_ascent(Walker& walker, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

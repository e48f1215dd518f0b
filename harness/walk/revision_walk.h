// SPDX-License-Identifier: MIT
#pragma once

#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Takes one revision up, down and up again and fills in `record` (whose revision and before are
/// set). Returns the state to go on from: with the revision applied or, if its upgrade failed,
/// without it; `walker` is in that state.
catalog::Snapshot walk_revision(Walker& walker, std::size_t index, RevisionRecord& record);

}  // namespace pgstair::walk

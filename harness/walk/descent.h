// SPDX-License-Identifier: MIT
#pragma once

#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Takes `walker` from head down to base and, if it got there clean, up to head again; fills in
/// `record.descent`. Ends early at the first script that is missing or fails, and says so.
void walk_descent(Walker& walker, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include "walk/record.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Takes `walker` from head down to where the revision at `first` began and, if it got there clean,
/// up to head again; fills in `record.descent`. Ends early at the first script that is missing or
/// fails, and says so.
void walk_descent(Walker& walker, const chain::Chain& chain, std::size_t first,
                  ChainRecord& record);

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include "walk/record.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// Takes `database` from head down to base and, if it got there clean, up to head again; fills in
/// `record.descent`. Ends early at the first script that is missing or fails, and says so.
void walk_descent(WalkDatabase& database, const chain::Chain& chain, ChainRecord& record);

}  // namespace pgstair::walk

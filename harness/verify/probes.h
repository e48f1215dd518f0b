// SPDX-License-Identifier: MIT
#pragma once

#include "chain/chain.h"
#include "checks/all_checks.h"
#include "walk/walk.h"

namespace pgstair::verify {

/// Probes every constraint of the database at head; what came of it, or why it could not be done,
/// goes into `context`. Both must outlive the walk. Up to `jobs` databases are probed at the same
/// time.
decltype(walk::WalkOptions::at_head) probes_into(checks::CheckContext& context,
                                                 const chain::Chain& chain, unsigned jobs);

}  // namespace pgstair::verify

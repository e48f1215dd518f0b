// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "preflight/applied_revisions.h"
#include "preflight/drift.h"
#include "report/preflight.h"
#include "verify/options.h"

namespace pgstair::preflight {

/// Revisions that count as applied, of which the real database has nothing: none of what each makes
/// is there. Takes a second way up the chain, and none if nothing is missing.
std::vector<report::PreflightFact> find_never_ran(const verify::Options& options,
                                                  postgres::ScratchDatabases& databases,
                                                  const AppliedRevisions& applied,
                                                  const Drift& drift);

}  // namespace pgstair::preflight

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "chain/revision.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Takes the findings that the team accepts (`[[allow]]` in pgstair.toml, `-- pgstair: allow CODE
/// reason` in a revision) out of `result`. An allowance that matches nothing is itself a finding,
/// `unused-suppression`: it hides nothing now, and would hide the next one.
/// A check that failed only by accepted findings has passed.
void apply_allowances(const std::vector<Allowance>& allowances,
                      const std::vector<chain::Revision>& revisions, report::Result& result);

}  // namespace pgstair::verify

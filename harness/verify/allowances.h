// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Takes the findings that the team accepts (`[[allow]]` in pgstair.toml, `-- pgstair: allow CODE
/// reason` in a revision) out of `result`. An allowance that matches nothing is itself a finding,
/// `unused-suppression`: it hides nothing now, and would hide the next one.
/// A check that failed only by accepted findings has passed. Of a code that the run does not look
/// for (`is_looked_for`), an allowance says nothing.
void apply_allowances(const std::vector<Allowance>& allowances,
                      const std::vector<chain::Revision>& revisions,
                      const std::function<bool(const std::string& code)>& is_looked_for,
                      report::Result& result);

/// What verify::verify() looks for: all but what only the other commands tell.
bool is_told_by_verify(const std::string& code);

}  // namespace pgstair::verify

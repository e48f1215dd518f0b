// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "rows/row_requirement.h"
#include "rows/sandbox.h"
#include "seed/schema/schema.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// Why the script that leads from one schema to the other failed on rows, by the requirement that
/// the server's error names; takes the rows away that it was. `sandbox` is in the state before the
/// script.
walk::RowFailure explain(Sandbox& sandbox, const walk::StepFailure& failure,
                         const std::vector<RowRequirement>& requirements, const seed::Schema& from,
                         const seed::Schema& to);

/// Whether two failures are of one statement, for one reason.
bool same_failure(const walk::StepFailure& a, const walk::StepFailure& b);

}  // namespace pgstair::rows

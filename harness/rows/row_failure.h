// SPDX-License-Identifier: MIT
#pragma once

#include <string>
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

/// Whether one is about the object.
bool is_told(const std::vector<walk::RowFailure>& failures, const std::string& object);

/// Adds what is new. One that was told of extreme values is not of them if it comes without them.
void tell(walk::RowFailure failure, bool with_extremes, std::vector<walk::RowFailure>& failures);

}  // namespace pgstair::rows

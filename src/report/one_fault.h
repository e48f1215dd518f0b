// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"

namespace pgstair::report {

/// Findings that are one fault become one, with the others as its parts, so that a report has as
/// many findings as there is to mend:
///
///   - a second upgrade that fails after a downgrade that left something behind is part of what it
///     left, of the object that the server names or else of the first;
///   - three or more objects of one table that a round trip did not bring back are one.
///
/// Findings keep their order; a part keeps all that it had.
void join_faults(std::vector<Finding>& findings);

}  // namespace pgstair::report

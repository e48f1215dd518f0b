// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"

namespace pgstair::checks {

/// Adds `nothing-verified` where no revision could be applied and nothing else makes the run fail:
/// that nothing was found must not pass for success.
void report_nothing_verified(report::Result& result);

}  // namespace pgstair::checks

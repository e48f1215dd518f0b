// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"
#include "walk/walk.h"

namespace pgstair::checks {

/// Adds what a walk had to be repeated for to the findings: a fault of ours, not of the chain.
void report_missed_change(const walk::MissedChange& missed, report::Result& result);

}  // namespace pgstair::checks

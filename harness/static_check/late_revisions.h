// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"
#include "static_check/released_revisions.h"

namespace pgstair::static_check {

/// New revisions that come before a released one; and what only shows once the chain here and what
/// has been released meanwhile are one: a version that is taken, heads that nothing joins.
std::vector<report::Finding> judge_order(const ReleasedChains& chains);

}  // namespace pgstair::static_check

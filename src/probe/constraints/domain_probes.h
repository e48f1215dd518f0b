// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "probe/rows/row_templates.h"

namespace pgstair::probe {

/// CHECKs and NOT NULL of the domains that columns use, each tried through a cast.
std::vector<ConstraintProbe> domain_probes(const ProbeContext& context);

}  // namespace pgstair::probe

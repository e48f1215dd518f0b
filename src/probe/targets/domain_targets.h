// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "probe/rows/specimen.h"

namespace pgstair::probe {

/// CHECKs and NOT NULL of the domains that columns use, each tried through a cast.
std::vector<Target> domain_targets(const Laboratory& laboratory);

}  // namespace pgstair::probe

// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/difference.h"

namespace pgstair::squash {

/// From what one chain makes to what the other does: without the tables in which their tool notes
/// what it has applied, and without where sequences stand, which is data.
catalog::Difference difference_of_chains(const catalog::Snapshot& one,
                                         const catalog::Snapshot& other);

}  // namespace pgstair::squash

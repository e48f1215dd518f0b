// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "chain/revision.h"

namespace pgstair::init {

/// The schemas in which the upgrades name tables, and which they neither create nor put a table
/// into: somebody else's. Sorted; without `public` and the server's own.
std::vector<std::string> referred_schemas(const std::vector<chain::Revision>& revisions);

}  // namespace pgstair::init

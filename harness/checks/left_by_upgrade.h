// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"
#include "walk/record.h"

namespace pgstair::checks {

/// What an upgrade that ran to its end leaves otherwise than its author will have meant: sequences
/// behind the numbers that rows have, and IF NOT EXISTS that met something else of that name.
std::vector<report::Finding> left_by_upgrade(const walk::RevisionRecord& record);

/// Indexes at head that are not valid, for the last revision that names each.
std::vector<report::Finding> invalid_indexes(const walk::ChainRecord& record);

}  // namespace pgstair::checks

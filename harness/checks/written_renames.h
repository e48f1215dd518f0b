// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"
#include "walk/record.h"

namespace pgstair::checks {

/// Columns that the upgrade drops while it adds one of the same type to the same table, with
/// nothing between them that could carry the values over: what autogenerate writes for a rename.
/// Nothing of a script that renames, changes rows or runs code, and nothing of a declared loss.
std::vector<report::Finding> written_renames(const walk::RevisionRecord& record);

}  // namespace pgstair::checks

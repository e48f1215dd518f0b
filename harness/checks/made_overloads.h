// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/finding.h"
#include "walk/record.h"

namespace pgstair::checks {

/// Functions that CREATE OR REPLACE made beside one of the same name that it will have meant: the
/// arguments of one are those of the other and some more, or have the same names and other types.
/// Overloads that a script makes several of are meant.
std::vector<report::Finding> made_overloads(const walk::RevisionRecord& record);

}  // namespace pgstair::checks

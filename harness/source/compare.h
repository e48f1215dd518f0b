// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/filter.h"
#include "report/render/difference.h"
#include "source/source.h"

namespace pgstair::source {

/// What differs from A to B, but for what the filter leaves out and what their two server versions
/// explain, with probable renames.
report::Comparison compare(const SourceSnapshot& a, const SourceSnapshot& b,
                           catalog::Filter filter);

}  // namespace pgstair::source

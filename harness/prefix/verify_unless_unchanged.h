// SPDX-License-Identifier: MIT
#pragma once

#include "prefix/store.h"
#include "report/progress.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::prefix {

/// verify::verify(), or what it said before if nothing has changed that decides: then the result
/// says so (`verified_before`), no server is started and nothing is told of the progress.
///
/// A verdict is kept if it is complete, and if all that decides about it is known
/// (what_decides()) and was the same at the end as at the beginning. If the chain asks the clock,
/// it is given again on the same day only.
report::Result verify_unless_unchanged(const verify::Options& options, const Store& store,
                                       report::Progress& progress);

}  // namespace pgstair::prefix

// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"
#include "verify/options.h"

namespace pgstair::static_check {

/// The team's scripts that change rows (`data-scripts` in pgstair.toml): whether a date in their
/// names says in which order they are meant, whether running one twice is known to do harm, and
/// whether each is one transaction. Adds the verdict "data_scripts".
void judge_data_scripts(const verify::Options& options, report::Result& result);

}  // namespace pgstair::static_check

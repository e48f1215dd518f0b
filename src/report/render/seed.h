// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/render/render.h"
#include "seed/seed.h"

namespace pgstair::report {

/// The table of what was filled: each table with its rows, or with the reason why not.
std::string render_seed(const std::string& title, const seed::Report& report, double seconds,
                        const ConsoleStyle& style);

/// Whether no table is without rows that should have some.
bool all_filled(const seed::Report& report);

}  // namespace pgstair::report

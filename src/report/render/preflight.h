// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/preflight.h"
#include "report/render/render.h"

namespace pgstair::report {

/// The questions and answers for a person to read.
std::string render_preflight(const Preflight& preflight, const ConsoleStyle& style);

/// The same as JSON; docs/commands/preflight.md has the fields.
std::string render_preflight_json(const Preflight& preflight);

/// Whether no row would fail, as far as could be asked, and all could be asked.
bool is_clear(const Preflight& preflight);

}  // namespace pgstair::report

// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/explanation.h"
#include "report/render/render.h"

namespace pgstair::report {

/// For a person: the verdict, what is there, the commands. These begin at the left margin, so that
/// they can be copied with what they hand to psql.
std::string render_explanation(const Explanation& explanation, const ConsoleStyle& style);

/// The same as JSON; docs/commands/explain.md has the fields.
std::string render_explanation_json(const Explanation& explanation);

}  // namespace pgstair::report

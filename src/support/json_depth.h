// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace pgstair {

/// Whether the brackets of a JSON text are nested deeper than in any file that a tool writes. The
/// library reads such a text, but has no room on the stack to print what it has read.
bool is_nested_too_deep(std::string_view json);

}  // namespace pgstair

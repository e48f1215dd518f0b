// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "seed/values/draw.h"

namespace pgstair::seed {

/// A text that the regular expression (Postgres' flavour) probably matches; nothing if it uses what
/// is not understood here: look-around, back references. The server has the last word.
std::optional<std::string> sample_pattern(std::string_view pattern, Draw& draw);

}  // namespace pgstair::seed

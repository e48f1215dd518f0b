// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace pgstair::report {

/// The version of this program, as reports state it. CMake passes the project's.
inline constexpr std::string_view version = PGSTAIR_VERSION;

}  // namespace pgstair::report

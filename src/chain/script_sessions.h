// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace pgstair::chain {

/// Whether the format's tool opens a session for each script, which ends with it (sqitch runs
/// psql): settings, roles, temporary objects and advisory locks that a script leaves are nobody's.
bool has_session_for_each_script(std::string_view format);

}  // namespace pgstair::chain

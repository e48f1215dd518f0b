// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pgstair::prefix {

/// What in a text (SQL, or settings) makes a server ask for more than the database that it is run
/// in: files of the machine, programs, other servers, variables of the environment. Words are
/// looked for, in comments, too: rather too many are found than one too few. Nothing if there is
/// none.
std::optional<std::string> reaches_outside(std::string_view text);

/// Whether it asks what time it is, other than as a column's default, which only says what rows
/// will be.
bool asks_the_clock(std::string_view text);

}  // namespace pgstair::prefix

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::prefix {

/// What in a text (SQL, or settings) makes a server ask for more than the database that it is run
/// in: files of the machine, programs, other servers, variables of the environment. Words are
/// looked for, in comments, too: rather too many are found than one too few. Nothing if there is
/// none.
std::optional<std::string> reaches_outside(std::string_view text);

/// Whether it asks what time it is, other than as a column's default, which only says what rows
/// will be.
bool asks_the_clock(std::string_view text);

/// How long a verdict about such texts holds if nothing changes that decides.
struct Validity {
  std::optional<std::string> outside;  ///< it does not hold: which text reaches where
  std::string only_on;                 ///< the day, in UTC; empty: any
};
Validity validity_of(const std::vector<std::filesystem::path>& files);

/// Now, in UTC, as strftime() writes it.
std::string utc_as(const char* format);
std::string today();

}  // namespace pgstair::prefix

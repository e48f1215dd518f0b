// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pgstair::sql {

/// The condition of a domain, which speaks of VALUE, as one about a column: of `VALUE <> 'VALUE'`
/// and r.note it makes `r.note <> 'VALUE'`. Nothing if the condition does not parse.
std::optional<std::string> with_value(std::string_view condition, std::string_view column);

}  // namespace pgstair::sql

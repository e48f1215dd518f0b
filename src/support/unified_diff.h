// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace pgstair {

/// What differs between two texts, line by line, in the unified format of diff(1) without its file
/// header; empty if nothing does. `context` is how many equal lines stand around each change.
///
///     @@ -1,3 +1,3 @@
///      BEGIN
///     -  RETURN 1;
///     +  RETURN 2;
///      END
///
/// Takes time and room in proportion to the product of the numbers of lines that differ; where that
/// is above 25 million, the lines are shown as replaced without a search for equal ones among them.
std::string unified_diff(std::string_view before, std::string_view after, std::size_t context = 3);

}  // namespace pgstair

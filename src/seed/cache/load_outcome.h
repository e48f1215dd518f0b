// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace pgstair::seed {

/// What became of a table's rows.
struct LoadOutcome {
  std::uint64_t added = 0;
  std::string reason;  ///< why there are fewer than were wanted: the server's most frequent refusal
};

}  // namespace pgstair::seed

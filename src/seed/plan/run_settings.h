// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "seed/profile/profile.h"
#include "seed/values/value.h"

namespace pgstair::seed {

/// What a run has decided, for every table alike but for the profile's part.
struct RunSettings {
  std::uint64_t seed = 1;
  std::uint64_t rows = 100;
  Style style = Style::plain;
  /// Draws every value from all sorts of values: a trigger refuses the ordinary ones.
  bool varied = false;
  const TableProfile* profile = nullptr;  ///< how the table's columns are spread; may be null
  /// Whether to go on searching where the server refuses most rows; else a few are enough.
  bool thorough = true;
};

}  // namespace pgstair::seed

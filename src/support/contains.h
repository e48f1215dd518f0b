// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <iterator>

namespace pgstair {

/// Whether `value` is among the elements of `range`: std::ranges::contains, which C++20 lacks.
template <typename Range, typename Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

}  // namespace pgstair

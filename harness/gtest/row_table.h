// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "pgstair_test.h"

namespace pgstair::gtest_support {

/// Rows that were expected and rows that came, side by side, with a mark at each line that differs:
///
///         expected           actual
///         first | last       first | last
///         Ada | Lovelace     Ada | Lovelace
///       ! NULL | NULL        Alan | Turing
///
/// NULL is NULL; a text that could be taken for it, or that cannot be seen, stands in quotes.
std::string side_by_side(const std::vector<Row>& expected, const Rows& actual);

/// Whether they are the same rows in another order.
bool same_in_another_order(const std::vector<Row>& a, const std::vector<Row>& b);

}  // namespace pgstair::gtest_support

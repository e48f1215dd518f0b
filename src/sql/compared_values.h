// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>

namespace pgstair::sql {

/// A constant that a statement compares a column with.
struct ComparedValue {
  std::string column;   ///< its name alone, as the server reads it
  std::string literal;  ///< SQL: 'obsolete', 42, true

  auto operator<=>(const ComparedValue&) const = default;
};

/// All of a statement, wherever they stand in it.
///
///     DELETE FROM orders WHERE status = 'obsolete' OR lower(kind) IN ('a', 'b')
///
/// gives status with 'obsolete', kind with 'a' and 'b'. Of a LIKE pattern a text that matches it,
/// of data->>'n' an object with a text there: '{"n":"pgstair"}'. None for a statement that does not
/// parse, and for bodies of functions and blocks.
std::set<ComparedValue> compared_values(std::string_view statement);

}  // namespace pgstair::sql

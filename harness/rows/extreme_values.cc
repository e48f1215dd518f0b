// SPDX-License-Identifier: MIT
#include "rows/extreme_values.h"

#include <algorithm>
#include <string>
#include <vector>

#include "rows/attempt.h"
#include "rows/violation_sql.h"

namespace pgstair::rows {

namespace {

/// What a column of the type takes; nothing for other types than numeric.
std::vector<std::string> extremes_of(const seed::Schema& schema, const seed::Column& column,
                                     int server_version) {
  constexpr int has_infinity = 140000;
  const seed::TypeUse base = schema.base_of(column.type);
  // With a precision it is money or a measure.
  if (schema.type(base.type).name != "numeric" || base.typmod >= 0) return {};
  std::vector<std::string> values{"'NaN'", "1234567890123456789012345678901234567890.0123456789"};
  if (server_version >= has_infinity) values.emplace_back("'Infinity'");
  return values;
}

}  // namespace

bool may_take_extreme_values(const seed::Schema& tables) {
  return std::ranges::any_of(tables.tables, [&](const seed::Table& table) {
    return std::ranges::any_of(table.columns, [&](const seed::Column& column) {
      return !extremes_of(tables, column, 0).empty();
    });
  });
}

std::size_t give_extreme_values(postgres::Session& session, const seed::Schema& tables) {
  std::size_t given = 0;
  for (const auto& table : tables.tables) {
    if (table.foreign || table.partition_root != 0) continue;
    int place = 0;
    for (const auto& column : table.columns) {
      if (column.generated || column.identity_always || !column.sequence.empty()) continue;
      for (const auto& value : extremes_of(tables, column, session.server_version())) {
        const auto outcome = attempt(
            session,
            update_of_one_row(table.sql_name(), set(column, value), CountedFrom::last, place));
        if (postgres::failure(outcome) != nullptr) continue;
        ++given;
        ++place;
      }
    }
  }
  return given;
}

}  // namespace pgstair::rows

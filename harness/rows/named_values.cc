// SPDX-License-Identifier: MIT
#include "rows/named_values.h"

#include <algorithm>
#include <string>

#include "rows/attempt.h"
#include "rows/violation_sql.h"

namespace pgstair::rows {

namespace {

/// Changes one row after the other, so that no value takes the place of another.
class Giver {
 public:
  Giver(postgres::Session& session, const seed::Table& table)
      : session_(session), table_(table.sql_name()) {}

  void give(const seed::Column& column, const std::string& value) {
    if (place_ == most_rows) return;
    const auto outcome = attempt(
        session_, update_of_one_row(table_, set(column, value), CountedFrom::first, place_));
    if (postgres::failure(outcome) == nullptr) ++place_;
  }

 private:
  static constexpr int most_rows = 20;

  postgres::Session& session_;
  std::string table_;
  int place_ = 0;
};

bool is_written_by_server(const seed::Column& column) {
  return column.generated || column.identity_always || !column.sequence.empty();
}

}  // namespace

void give_named_values(postgres::Session& session, const seed::Schema& tables,
                       const std::set<sql::ComparedValue>& named) {
  for (const auto& table : tables.tables) {
    if (table.foreign || table.partition_root != 0) continue;
    Giver giver(session, table);
    for (const auto& value : named) {
      const auto column = std::ranges::find(table.columns, value.column, &seed::Column::name);
      if (column != table.columns.end() && !is_written_by_server(*column))
        giver.give(*column, value.literal);
    }
    for (const auto& column : table.columns) {
      if (!column.default_expression.empty() && !is_written_by_server(column))
        giver.give(column, "DEFAULT");
    }
  }
}

}  // namespace pgstair::rows

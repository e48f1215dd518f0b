// SPDX-License-Identifier: MIT
#include "rows/named_values.h"

#include <algorithm>
#include <string>
#include <vector>

#include "rows/attempt.h"
#include "rows/violation_sql.h"

namespace pgstair::rows {

namespace {

/// Changes one row after the other, so that no value takes the place of another.
class Giver {
 public:
  Giver(postgres::Session& session, const seed::Table& table, CountedFrom end)
      : session_(session), table_(table.sql_name()), end_(end) {}

  void give(const seed::Column& column, const std::string& value) {
    if (place_ == most_rows) return;
    const auto outcome =
        attempt(session_, update_of_one_row(table_, set(column, value), end_, place_));
    if (postgres::failure(outcome) == nullptr) ++place_;
  }

 private:
  static constexpr int most_rows = 20;

  postgres::Session& session_;
  std::string table_;
  CountedFrom end_;
  int place_ = 0;
};

bool is_written_by_server(const seed::Column& column) {
  return column.generated || column.identity_always || !column.sequence.empty();
}

/// Whether it alone makes a key, so that no two rows have one text.
bool is_unique_text(const seed::Schema& schema, const seed::Table& table,
                    const seed::Column& column) {
  const std::string& type = schema.type(schema.base_of(column.type).type).name;
  return (type == "text" || type == "varchar") &&
         std::ranges::any_of(table.keys, [&](const seed::UniqueKey& key) {
           return key.columns == std::vector<int>{column.number} && !key.has_expressions;
         });
}

/// Two names that look alike: an accent as part of its letter, and as a sign after it.
void give_texts_alike(postgres::Session& session, const seed::Schema& schema,
                      const seed::Table& table) {
  Giver giver(session, table, CountedFrom::last);
  for (const auto& column : table.columns) {
    if (!is_unique_text(schema, table, column)) continue;
    giver.give(column, "'Zo\u00eb'");
    giver.give(column, "'Zoe\u0308'");
  }
}

}  // namespace

void give_named_values(postgres::Session& session, const seed::Schema& tables,
                       const std::set<sql::ComparedValue>& named) {
  for (const auto& table : tables.tables) {
    if (table.foreign || table.partition_root != 0) continue;
    Giver giver(session, table, CountedFrom::first);
    for (const auto& value : named) {
      const auto column = std::ranges::find(table.columns, value.column, &seed::Column::name);
      if (column != table.columns.end() && !is_written_by_server(*column))
        giver.give(*column, value.literal);
    }
    for (const auto& column : table.columns) {
      if (!column.default_expression.empty() && !is_written_by_server(column))
        giver.give(column, "DEFAULT");
    }
    give_texts_alike(session, tables, table);
  }
}

}  // namespace pgstair::rows

// SPDX-License-Identifier: MIT
#include "rows/value_changes.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace pgstair::rows {

namespace {

using walk::ValueChange;

/// Whether the primary key of a table in `schema` still tells which row is which after what was
/// `between`. Not if a number that the server draws was not there then: the rows come back under
/// others.
bool keeps_key(const seed::Schema& schema, const seed::Schema& between, const std::string& name) {
  const auto table = std::ranges::find(schema.tables, name, &seed::Table::display_name);
  if (table == schema.tables.end()) return true;
  const auto key = std::ranges::find(table->keys, true, &seed::UniqueKey::primary);
  if (key == table->keys.end()) return true;
  const seed::Table* counterpart = between.table(table->oid);
  return std::ranges::none_of(key->columns, [&](int number) {
    const seed::Column& column = *table->column(number);
    const bool is_drawn = column.identity_always || !column.default_expression.empty();
    return is_drawn && (counterpart == nullptr || counterpart->column(number) == nullptr);
  });
}

/// What differs in the tables that are in both, which are those of `schema`.
std::vector<ValueChange> changes_of(const seed::Schema& schema, const seed::Schema& between,
                                    const std::vector<TableValues>& earlier,
                                    const std::vector<TableValues>& later, const std::string& day) {
  std::vector<ValueChange> changes;
  for (const auto& was : earlier) {
    const TableValues* is = values_of(later, was.table);
    if (is == nullptr) continue;
    const bool by_key = keeps_key(schema, between, was.table);
    std::ranges::move(compare_values(was, *is, by_key, day), std::back_inserter(changes));
  }
  return changes;
}

/// Whether the column of the change, or its whole table, is in `schema` and not in `other`.
bool only_in(const seed::Schema& schema, const seed::Schema& other, const ValueChange& change) {
  const auto table = std::ranges::find(schema.tables, change.table, &seed::Table::display_name);
  if (table == schema.tables.end()) return false;
  const seed::Table* counterpart = other.table(table->oid);
  if (counterpart == nullptr) return true;
  const auto column = std::ranges::find(table->columns, change.column, &seed::Column::name);
  return column != table->columns.end() && counterpart->column(column->number) == nullptr;
}

}  // namespace

std::vector<ValueChange> changes_by_round_trip(const SchemaPair& schemas,
                                               const std::vector<TableValues>& v0,
                                               const std::vector<TableValues>& v2,
                                               const std::string& day) {
  auto changes = changes_of(schemas.before, schemas.after, v0, v2, day);
  for (auto& change : changes) {
    if (only_in(schemas.before, schemas.after, change)) change.kind = ValueChange::Kind::dropped;
  }
  return changes;
}

void add_changes_by_reapply(const SchemaPair& schemas, const std::vector<TableValues>& v1,
                            const std::vector<TableValues>& v3, const std::string& day,
                            std::vector<ValueChange>& changes) {
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& change : changes) told.emplace(change.table, change.column);
  for (auto& change : changes_of(schemas.after, schemas.before, v1, v3, day)) {
    // Rows from before that are gone were told already; these are later ones.
    if (change.kind == ValueChange::Kind::rows_gone ||
        only_in(schemas.after, schemas.before, change)) {
      change.kind = ValueChange::Kind::new_value;
    } else if (told.contains({change.table, change.column})) {
      continue;
    }
    changes.push_back(std::move(change));
  }
}

}  // namespace pgstair::rows

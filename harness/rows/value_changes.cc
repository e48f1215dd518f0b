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

/// What a table that is called so after the revision was called before it.
std::string earlier_name(const SchemaPair& schemas, const std::string& name) {
  const auto table = std::ranges::find(schemas.after.tables, name, &seed::Table::display_name);
  if (table == schemas.after.tables.end()) return name;
  const seed::Table* was = schemas.before.table(table->oid);
  return was == nullptr ? name : was->display_name();
}

/// Whether all rows of a table were still there `between`.
bool were_kept(const SchemaPair& schemas, const std::string& table,
               const std::vector<TableValues>& earlier, const std::vector<TableValues>& between,
               const std::string& day) {
  const TableValues* was = values_of(earlier, table);
  const TableValues* kept = values_of(between, table);
  if (was == nullptr || kept == nullptr) return false;
  const bool by_key = keeps_key(schemas.after, schemas.before, table);
  const auto changes = compare_values(*was, *kept, by_key, day);
  return std::ranges::none_of(changes, [](const ValueChange& change) {
    return change.kind == ValueChange::Kind::rows_gone;
  });
}

/// The columns of a table that only `schemas.after` has, with values in them: of rows that are gone
/// nothing else tells it.
void add_new_columns(const SchemaPair& schemas, const TableValues& values,
                     std::vector<ValueChange>& changes) {
  for (std::size_t i = 0; i < values.columns.size(); ++i) {
    ValueChange change{.kind = ValueChange::Kind::new_value,
                       .table = values.table,
                       .column = values.columns[i],
                       .example = {}};
    const bool has_values = std::ranges::any_of(
        values.rows, [&](const auto& row) { return row.second[i].has_value(); });
    if (has_values && only_in(schemas.after, schemas.before, change))
      changes.push_back(std::move(change));
  }
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
                            const std::vector<TableValues>& between,
                            const std::vector<TableValues>& v3, const std::string& day,
                            std::vector<ValueChange>& changes) {
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& change : changes) told.emplace(change.table, change.column);
  for (auto& change : changes_of(schemas.after, schemas.before, v1, v3, day)) {
    const bool is_told = told.contains({earlier_name(schemas, change.table), change.column});
    // The upgrade removes rows each time it runs: that is no loss by the downgrade.
    const bool by_upgrade = change.kind == ValueChange::Kind::rows_gone &&
                            were_kept(schemas, change.table, v1, between, day);
    if (by_upgrade) add_new_columns(schemas, *values_of(v1, change.table), changes);
    // Rows from before that are gone were told already; these are later ones.
    const bool is_rows = change.kind == ValueChange::Kind::rows_gone && !by_upgrade;
    if (is_rows || only_in(schemas.after, schemas.before, change)) {
      change.kind = ValueChange::Kind::new_value;
    } else if (is_told) {
      continue;
    }
    changes.push_back(std::move(change));
  }
}

}  // namespace pgstair::rows

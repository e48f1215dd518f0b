// SPDX-License-Identifier: MIT
#include "rows/set_aside.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "rows/attempt.h"
#include "rows/row_failure.h"
#include "rows/violating_rows.h"
#include "rows/violation_sql.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using seed::Column;
using seed::Table;

/// A change of the rows; false if the server refuses it.
using Change = std::function<bool(postgres::Session&)>;

bool is_done(postgres::Session& session, const std::string& sql) {
  return postgres::failure(attempt(session, sql)) == nullptr;
}

/// What most expressions and casts bear: nothing, else a small number, else an empty object.
bool give_plain_values(postgres::Session& session, const Table& table, const Column& column) {
  for (const char* value : {"NULL", "'1'", "'{}'"}) {
    if (is_done(session, "UPDATE " + table.sql_name() + " AS r SET " + set(column, value)))
      return true;
  }
  return false;
}

std::vector<const Table*> with_rows(const seed::Schema& before, const Tables& concerned) {
  std::vector<const Table*> tables;
  for (const auto& table : before.tables) {
    if (concerned.contains(table.oid) && !table.foreign && table.partition_root == 0)
      tables.push_back(&table);
  }
  return tables;
}

/// The likeliest first.
std::vector<Change> changes(const walk::StepFailure& failure, const seed::Schema& before,
                            const Tables& concerned) {
  const std::string statement = lower(failure.statement);
  std::vector<const Table*> tables = with_rows(before, concerned);
  const auto unnamed = std::ranges::stable_partition(
      tables, [&](const Table* table) { return has_word(statement, lower(table->name)); });
  const std::vector<const Table*> named(tables.begin(), unnamed.begin());
  std::vector<Change> result;
  for (const Table* table : named) {
    for (const auto& column : table->columns) {
      if (column.generated || column.identity_always || !has_word(statement, lower(column.name)))
        continue;
      result.emplace_back(
          [table, &column](auto& session) { return give_plain_values(session, *table, column); });
    }
  }
  for (const Table* table : named)
    result.emplace_back(
        [&before, table](auto& session) { return remove_rows(session, before, *table); });
  result.emplace_back([&before, tables](auto& session) {
    return std::ranges::all_of(
        tables, [&](const Table* table) { return remove_rows(session, before, *table); });
  });
  return result;
}

}  // namespace

bool set_aside(Sandbox& sandbox, const walk::StepFailure& failure, const seed::Schema& before,
               const Tables& concerned) {
  const SavedState unchanged = sandbox.save();
  for (const auto& change : changes(failure, before, concerned)) {
    bool is_changed = false;
    sandbox.with_session([&](auto& session) { is_changed = change(session); });
    if (is_changed) {
      const SavedState changed = sandbox.save();
      const auto outcome = sandbox.run(chain::Direction::up);
      sandbox.restore(changed);
      if (outcome.ok() || !same_failure(*outcome.failure, failure)) return true;
    }
    sandbox.restore(unchanged);
  }
  return false;
}

}  // namespace pgstair::rows

// SPDX-License-Identifier: MIT
#include "rows/violating_rows.h"

#include <algorithm>
#include <vector>

#include "rows/attempt.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

std::string first_cell(const postgres::StatementOutcome& outcome) {
  const auto* done = std::get_if<postgres::Done>(&outcome);
  return done == nullptr || done->rows.size() == 0 ? "" : done->rows.text(0, 0);
}

std::string from_violating(const RowRequirement& requirement) {
  return " FROM " + requirement.table_name + " AS r WHERE " + requirement.condition;
}

/// "t", "f", or nothing if the server cannot evaluate the condition.
std::string is_violated(postgres::Session& session, const RowRequirement& requirement) {
  return first_cell(attempt(session, "SELECT EXISTS (SELECT" + from_violating(requirement) + ")"));
}

std::string tuple_of(const seed::Table& table, const std::vector<int>& numbers) {
  std::vector<std::string> names;
  for (const int number : numbers)
    names.push_back("r." + sql::quote_identifier(table.column(number)->name));
  return "(" + join(names, ", ") + ")";
}

/// Tells the planner how many rows there are in `table` and in what refers to it. What it believes
/// may be of long ago: an index that was built over rows that are gone leaves a table that looks
/// empty, for which a DELETE with subqueries takes hours.
void make_statistics(postgres::Session& session, const seed::Schema& schema,
                     const seed::Table& table) {
  std::vector<const seed::Table*> tables{&table};
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const auto& child : schema.tables) {
      const bool refers = std::ranges::any_of(
          child.foreign_keys, [&](const auto& key) { return key.parent == tables[i]->oid; });
      if (refers && !contains(tables, &child)) tables.push_back(&child);
    }
  }
  std::vector<std::string> names;
  for (const auto* one : tables) names.push_back(one->sql_name());
  attempt(session, "ANALYZE " + join(names, ", "));
}

/// Deletes what refers to the rows of `table` for which `condition` holds, the furthest first.
void remove_referring(postgres::Session& session, const seed::Schema& schema,
                      const seed::Table& table, const std::string& condition, int depth) {
  constexpr int deepest = 6;
  if (depth == deepest) return;
  for (const auto& child : schema.tables) {
    if (child.partition_root != 0) continue;
    for (const auto& key : child.foreign_keys) {
      if (key.parent != table.oid) continue;
      const std::string refers = tuple_of(child, key.columns) + " IN (SELECT " +
                                 tuple_of(table, key.parent_columns) + " FROM " + table.sql_name() +
                                 " AS r WHERE " + condition + ")";
      remove_referring(session, schema, child, refers, depth + 1);
      attempt(session, "DELETE FROM " + child.sql_name() + " AS r WHERE " + refers);
    }
  }
}

std::string update_one_row(const RowRequirement& requirement, const std::string& assignment,
                           int place) {
  return update_of_one_row(requirement.table_name, assignment, CountedFrom::last, place);
}

}  // namespace

bool guess_violation(postgres::Session& session, const RowRequirement& requirement) {
  if (!requirement.condition.empty()) return false;
  return std::ranges::any_of(requirement.assignments, [&](const std::string& assignment) {
    const auto outcome = attempt(session, update_one_row(requirement, assignment, 0));
    return postgres::failure(outcome) == nullptr;
  });
}

void satisfy(postgres::Session& session, const RowRequirement& requirement) {
  if (requirement.satisfied_by.empty()) return;
  attempt(session, "UPDATE " + requirement.table_name + " AS r SET " + requirement.satisfied_by);
}

bool violate(postgres::Session& session, RowRequirement& requirement) {
  if (requirement.condition.empty()) return false;
  const std::string now = is_violated(session, requirement);
  if (now.empty()) requirement.condition.clear();
  if (now != "f") return now == "t";
  constexpr int rows_tried = 3;
  for (int row = 0; row < rows_tried; ++row) {
    for (const auto& assignment : requirement.assignments) {
      session.execute("SAVEPOINT pgstair_violate");
      const auto outcome = session.try_execute(update_one_row(requirement, assignment, row));
      const bool hit =
          postgres::failure(outcome) == nullptr && is_violated(session, requirement) == "t";
      session.execute(
          hit ? "RELEASE SAVEPOINT pgstair_violate"
              : "ROLLBACK TO SAVEPOINT pgstair_violate; RELEASE SAVEPOINT pgstair_violate");
      if (hit) return true;
    }
  }
  return false;
}

std::string example_row(postgres::Session& session, const RowRequirement& requirement) {
  constexpr std::size_t most = 300;
  if (requirement.condition.empty()) return {};
  std::string row = first_cell(
      attempt(session, "SELECT to_json(r.*)" + from_violating(requirement) + " LIMIT 1"));
  if (row.size() <= most) return row;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(row[end]) & 0xc0U) == 0x80U) --end;
  return row.substr(0, end) + "…";
}

bool remove_rows(postgres::Session& session, const seed::Schema& schema, const seed::Table& table) {
  make_statistics(session, schema, table);
  remove_referring(session, schema, table, "true", 0);
  return postgres::failure(attempt(session, "DELETE FROM " + table.sql_name())) == nullptr;
}

std::uint64_t remove_violating_rows(postgres::Session& session, const seed::Schema& schema,
                                    const RowRequirement& requirement) {
  if (requirement.condition.empty()) return 0;
  const std::string count = "SELECT count(*) FROM " + requirement.table_name;
  const std::string before = first_cell(session.try_execute(count));
  const seed::Table* table = schema.table(requirement.table);
  if (table != nullptr) {
    make_statistics(session, schema, *table);
    remove_referring(session, schema, *table, requirement.condition, 0);
  }
  attempt(session,
          "DELETE FROM " + requirement.table_name + " AS r WHERE " + requirement.condition);
  const std::string after = first_cell(session.try_execute(count));
  if (before.empty() || after.empty()) return 0;
  return std::stoull(before) - std::stoull(after);
}

}  // namespace pgstair::rows

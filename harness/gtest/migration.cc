// SPDX-License-Identifier: MIT
#include "made_database.h"
#include "pgstair_test.h"
#include "row_table.h"

namespace pgstair {

namespace {

std::string literal(const Cell& cell) {
  if (!cell.text()) return "NULL";
  std::string text = "'";
  for (const char c : *cell.text()) {
    text += c;
    if (c == '\'') text += c;
  }
  return text + "'";
}

std::string insert_of(const std::string& table, const std::vector<std::string>& columns,
                      const std::vector<Row>& rows) {
  std::string names;
  for (const auto& column : columns) names += (names.empty() ? "" : ", ") + column;
  std::string values;
  for (const auto& row : rows) {
    if (row.size() != columns.size()) {
      throw Error("a row for " + table + " has " + std::to_string(row.size()) + " values for " +
                  std::to_string(columns.size()) + " columns");
    }
    std::string cells;
    for (const auto& cell : row) cells += (cells.empty() ? "" : ", ") + literal(cell);
    values += (values.empty() ? "(" : ", (") + cells + ")";
  }
  return "INSERT INTO " + table + " (" + names + ") VALUES " + values;
}

}  // namespace

Migration::Migration(const std::string& revision, const Chain& chain, CallSite at)
    : revision_(revision) {
  try {
    database_.emplace(DatabaseAt("before", revision, chain));
  } catch (const Error& error) {
    fail(error.what(), at);
  }
}

Migration::~Migration() = default;

Migration& Migration::given(const std::string& sql, CallSite at) {
  if (failed_) return *this;
  try {
    database_->query(sql);
  } catch (const Error& error) {
    fail(std::string("what is given before ") + revision_ + " is refused: " + error.what() +
             "\n  in: " + sql,
         at);
  }
  return *this;
}

Migration& Migration::given(const std::string& table, const std::vector<std::string>& columns,
                            const std::vector<Row>& rows, CallSite at) {
  if (failed_ || rows.empty()) return *this;
  try {
    return given(insert_of(table, columns, rows), at);
  } catch (const Error& error) {
    fail(error.what(), at);
  }
  return *this;
}

Migration& Migration::upgrade(CallSite at) { return step("upgrade", at); }
Migration& Migration::downgrade(CallSite at) { return step("downgrade", at); }

Migration& Migration::step(const char* verb, CallSite at) {
  if (failed_) return *this;
  try {
    database_->made_->service->ask({verb, database_->name()});
  } catch (const Error& error) {
    fail(error.what(), at);
  }
  return *this;
}

Migration& Migration::expect(const std::string& query, const std::vector<Row>& rows, CallSite at) {
  if (failed_) return *this;
  try {
    const Rows actual = database_->query(query);
    if (actual.rows == rows) return *this;
    const bool order_alone = gtest_support::same_in_another_order(rows, actual.rows);
    ADD_FAILURE_AT(at.file, at.line)
        << query << "\nreturns " << (order_alone ? "these rows in another order" : "other rows")
        << (order_alone ? " (has the query an ORDER BY?)" : "") << ":\n"
        << gtest_support::side_by_side(rows, actual);
  } catch (const Error& error) {
    ADD_FAILURE_AT(at.file, at.line) << error.what() << "\n  in: " << query;
  }
  return *this;
}

const DatabaseAt& Migration::database() const {
  if (!database_) throw Error("there is no database before " + revision_);
  return *database_;
}

void Migration::fail(const std::string& message, CallSite at) {
  failed_ = true;
  ADD_FAILURE_AT(at.file, at.line) << message;
}

}  // namespace pgstair

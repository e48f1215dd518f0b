// SPDX-License-Identifier: MIT
#include "probe/rows/row_templates.h"

#include <algorithm>

#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;
using sql::quote_literal;

constexpr std::size_t rows_to_update = 4;

}  // namespace

std::string literal(const seed::Cell& cell) { return cell ? quote_literal(*cell) : "NULL"; }

RowTemplates::RowTemplates(const ProbeContext& context, const seed::Table& table) : table_(&table) {
  const auto found = context.insertable.find(table.oid);
  if (found == context.insertable.end()) {
    const auto& tables = context.database.report.tables;
    const auto result = std::ranges::find(tables, table.display_name(), &seed::TableResult::table);
    if (result != tables.end()) why_none_insertable_ = result->reason;
    read_rows(context.session);
    return;
  }
  insertable_ = &found->second;
  for (const auto& cells : insertable_->rows) {
    Cells& row = rows_.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) row[insertable_->columns[i]] = cells[i];
  }
}

void RowTemplates::read_rows(postgres::Session& session) {
  std::vector<std::string> cells{"ctid", "tableoid::bigint"};
  std::vector<int> numbers;
  for (const auto& column : table_->columns) {
    if (column.generated) continue;
    cells.push_back(quote_identifier(column.name) + "::text");
    numbers.push_back(column.number);
  }
  const auto rows =
      session.execute("SELECT " + join(cells, ", ") + " FROM " + table_->own_rows() +
                      " ORDER BY tableoid, ctid LIMIT " + std::to_string(rows_to_update));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    places_.push_back("ctid = " + quote_literal(rows.text(row, 0)) +
                      "::tid AND tableoid = " + rows.text(row, 1));
    Cells& into = rows_.emplace_back();
    for (std::size_t i = 0; i < numbers.size(); ++i) into[numbers[i]] = rows.at(row, i + 2);
  }
}

Cells RowTemplates::whole_row(std::size_t index) const {
  Cells cells;
  for (const auto& column : table_->columns) {
    if (!column.generated) cells[column.number] = "1";
  }
  for (const auto& [number, cell] : rows_[index]) cells[number] = cell;
  return cells;
}

std::string RowTemplates::column_list(const std::vector<int>& numbers) const {
  std::vector<std::string> names;
  for (const int number : numbers) names.push_back(quote_identifier(table_->column(number)->name));
  return join(names, ", ");
}

std::string RowTemplates::write(std::size_t index, const Cells& changes, bool overriding) const {
  if (!inserts()) {
    std::vector<std::string> settings;
    for (const auto& [number, cell] : changes) {
      settings.push_back(quote_identifier(table_->column(number)->name) + " = " + literal(cell));
    }
    return "UPDATE " + table_->sql_name() + " SET " + join(settings, ", ") + " WHERE " +
           places_[index];
  }
  std::vector<std::string> names;
  for (const auto& column : table_->columns) names.push_back(column.name);
  return write_into(table_->sql_name(), index, changes, names, overriding);
}

std::string RowTemplates::write_into(const std::string& relation, std::size_t index,
                                     const Cells& changes, const std::vector<std::string>& columns,
                                     bool overriding) const {
  Cells cells = rows_[index];
  for (const auto& [number, cell] : changes) cells[number] = cell;
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (const auto& [number, cell] : cells) {
    const std::string& name = table_->column(number)->name;
    if (std::ranges::count(columns, name) == 0) continue;
    names.push_back(quote_identifier(name));
    values.push_back(literal(cell));
  }
  if (names.empty()) return "INSERT INTO " + relation + " DEFAULT VALUES";
  return "INSERT INTO " + relation + " (" + join(names, ", ") + ")" +
         (overriding ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES (" + join(values, ", ") + ")";
}

ConstraintProbe RowTemplates::probe(const std::string& kind, const std::string& name) const {
  ConstraintProbe probe;
  probe.table = table_->display_name();
  probe.kind = kind;
  probe.name = name;
  probe.swallowed = table_->has_insert_rule;
  probe.triggers = table_->triggers;
  if (!table_->triggers.empty()) {
    probe.disable_triggers = "ALTER TABLE " + table_->sql_name() + " DISABLE TRIGGER USER";
  }
  return probe;
}

std::string RowTemplates::obstacle() const {
  if (size() != 0) return "no row that violates it was found";
  return "the table has no row to start from" +
         (why_none_insertable_.empty() ? std::string() : ": " + why_none_insertable_);
}

std::string RowTemplates::drop_constraint(const std::string& name) const {
  return "ALTER TABLE " + table_->sql_name() + " DROP CONSTRAINT " + quote_identifier(name) +
         " CASCADE";
}

Attempt RowTemplates::attempt(std::string statement, const std::string& constraint, DropStep step,
                              bool in_group) const {
  return attempt_of_action(std::move(statement),
                           "DROP CONSTRAINT " + quote_identifier(constraint) + " CASCADE", step,
                           in_group);
}

Attempt RowTemplates::attempt_of_action(std::string statement, const std::string& action,
                                        DropStep step, bool in_group) const {
  Attempt attempt{std::move(statement), "ALTER TABLE " + table_->sql_name() + " " + action, ""};
  if (in_group && is_plain()) attempt.drop_group = {step, table_->sql_name(), action};
  return attempt;
}

std::vector<int> RowTemplates::given_columns(const std::vector<int>& numbers) const {
  std::vector<int> result;
  for (const int number : numbers) {
    const seed::Column* column = table_->column(number);
    if (column == nullptr) continue;
    const std::vector<int> own{number};
    for (const int each : column->generated ? column->generated_from : own) {
      if (!contains(result, each)) result.push_back(each);
    }
  }
  return result;
}

}  // namespace pgstair::probe

// SPDX-License-Identifier: MIT
#include "probe/rows/specimen.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;
using sql::quote_literal;

constexpr std::size_t rows_to_update = 4;

}  // namespace

std::string literal(const seed::Cell& cell) { return cell ? quote_literal(*cell) : "NULL"; }

bool contains(const std::vector<int>& numbers, int number) {
  return std::ranges::find(numbers, number) != numbers.end();
}

Specimen::Specimen(const Laboratory& laboratory, const seed::Table& table) : table_(&table) {
  const auto found = laboratory.spares.find(table.oid);
  if (found == laboratory.spares.end()) {
    const auto& tables = laboratory.specimens.report.tables;
    const auto result = std::ranges::find(tables, table.display_name(), &seed::TableResult::table);
    if (result != tables.end()) why_no_spare_ = result->reason;
    read_rows(laboratory.session);
    return;
  }
  spare_ = &found->second;
  for (const auto& cells : spare_->rows) {
    Cells& row = rows_.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) row[spare_->columns[i]] = cells[i];
  }
}

void Specimen::read_rows(postgres::Session& session) {
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

Cells Specimen::whole_row(std::size_t index) const {
  Cells cells;
  for (const auto& column : table_->columns) {
    if (!column.generated) cells[column.number] = "1";
  }
  for (const auto& [number, cell] : rows_[index]) cells[number] = cell;
  return cells;
}

std::string Specimen::column_list(const std::vector<int>& numbers) const {
  std::vector<std::string> names;
  for (const int number : numbers) names.push_back(quote_identifier(table_->column(number)->name));
  return join(names, ", ");
}

std::string Specimen::write(std::size_t index, const Cells& changes, bool overriding) const {
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

std::string Specimen::write_into(const std::string& relation, std::size_t index,
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

Target Specimen::target(const std::string& kind, const std::string& name) const {
  Target target;
  target.table = table_->display_name();
  target.kind = kind;
  target.name = name;
  target.swallowed = table_->has_insert_rule;
  target.triggers = table_->triggers;
  if (!table_->triggers.empty()) {
    target.disable_triggers = "ALTER TABLE " + table_->sql_name() + " DISABLE TRIGGER USER";
  }
  return target;
}

std::string Specimen::obstacle() const {
  if (size() != 0) return "no row that violates it was found";
  return "the table has no row to start from" +
         (why_no_spare_.empty() ? std::string() : ": " + why_no_spare_);
}

std::string Specimen::drop_constraint(const std::string& name) const {
  return "ALTER TABLE " + table_->sql_name() + " DROP CONSTRAINT " + quote_identifier(name) +
         " CASCADE";
}

Trial Specimen::trial(std::string statement, const std::string& constraint, Step step,
                      bool may_share) const {
  return trial_of_action(std::move(statement),
                         "DROP CONSTRAINT " + quote_identifier(constraint) + " CASCADE", step,
                         may_share);
}

Trial Specimen::trial_of_action(std::string statement, const std::string& action, Step step,
                                bool may_share) const {
  Trial trial{std::move(statement), "ALTER TABLE " + table_->sql_name() + " " + action, ""};
  if (may_share && is_plain()) trial.sharing = {step, table_->sql_name(), action};
  return trial;
}

std::vector<int> Specimen::given_columns(const std::vector<int>& numbers) const {
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

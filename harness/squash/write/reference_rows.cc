// SPDX-License-Identifier: MIT
#include "squash/write/reference_rows.h"

#include <algorithm>
#include <optional>
#include <set>

#include "seed/schema/whole_schema_source.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::squash {

namespace {

constexpr std::size_t rows_of_a_statement = 1000;
constexpr const char* all_changing = "*";  ///< see Volatile

/// How the values of a column are written.
struct WrittenColumn {
  const seed::Column* column = nullptr;
  std::string expression = {};       ///< of those that differ each time; empty: as they are
  std::set<std::string> fixed = {};  ///< of a column with an expression: those that do not
};

/// Types whose values SQL reads without quotes.
bool needs_no_quotes(const std::string& type) {
  static const std::set<std::string> plain{"smallint", "integer", "bigint",
                                           "boolean",  "real",    "double precision"};
  return plain.contains(type) || type.starts_with("numeric");
}

std::string literal(const postgres::Rows::Cell& value, const std::string& type) {
  if (!value) return "NULL";
  const bool is_special = needs_no_quotes(type) && !value->empty() &&
                          (value->front() == 'N' || value->find('I') != std::string::npos);
  return needs_no_quotes(type) && !is_special ? std::string(*value) : sql::quote_literal(*value);
}

/// Whether a default is made anew each time, and not a constant.
bool is_made_anew(const std::string& expression) {
  return expression.find('(') != std::string::npos || expression.starts_with("CURRENT") ||
         expression.starts_with("LOCAL");
}

/// Writes the INSERT of one table.
class TableWriter {
 public:
  TableWriter(postgres::Session& session, const seed::Schema& schema, const seed::Table& table,
              const SecondApplication& again)
      : session_(session), schema_(schema), table_(table), again_(again) {
    if (const auto found = again.columns.find(table.sql_name()); found != again.columns.end())
      changing_ = found->second;
    if (changing_.contains(all_changing))
      comments_.emplace_back(
          "The old revisions write other rows each time: here those of one application.");
    for (const auto& column : table.columns) {
      if (!column.generated) columns_.push_back(written(column));
    }
  }

  WrittenTable write(const std::string& condition) {
    const auto rows = session_.execute("SELECT " + select_list() + " FROM " + table_.own_rows() +
                                       " AS t" + condition + " ORDER BY " + order());
    leave_out_what_is_never_set(rows);
    std::string text;
    for (const auto& line : comments_) text += "-- " + line + "\n";
    // Within one statement rows may refer to each other in any order.
    const std::size_t most = refers_to_itself() ? rows.size() : rows_of_a_statement;
    for (std::size_t first = 0; first < rows.size(); first += most) {
      if (first > 0) text += "\n\n";
      text += insert(rows, first, std::min(rows.size(), first + most));
    }
    return {table_.sql_name(), text};
  }

 private:
  bool refers_to_itself() const {
    return std::ranges::find(table_.foreign_keys, table_.oid, &seed::ForeignKey::parent) !=
           table_.foreign_keys.end();
  }

  std::string select_list() const {
    std::vector<std::string> texts;
    for (const auto& written : columns_)
      texts.push_back("t." + sql::quote_identifier(written.column->name) + "::text");
    return join(texts, ", ");
  }

  /// By the primary key, as a person would; else as they were written.
  std::string order() const {
    const auto primary = std::ranges::find(table_.keys, true, &seed::UniqueKey::primary);
    if (primary == table_.keys.end()) return table_.partitioned ? "t::text" : "t.ctid";
    std::vector<std::string> columns;
    for (const int number : primary->columns)
      columns.push_back("t." + sql::quote_identifier(table_.column(number)->name));
    return join(columns, ", ");
  }

  WrittenColumn written(const seed::Column& column) {
    if (column.type_sql == "date" && !again_.today.empty()) return day_of(column);
    if (!changing_.contains(column.name)) return {&column};
    const std::string expression = is_referred_to(column) ? "" : expression_of(column);
    if (expression.empty()) {
      comments_.push_back(column.name +
                          " differs from one application of the old revisions to the next: here as "
                          "one of them left it");
      return {&column};
    }
    comments_.push_back(column.name + ": each application has its own");
    return {&column, expression, distinct_values(again_.session, column)};
  }

  /// Twice on one day, a date is the same twice.
  WrittenColumn day_of(const seed::Column& column) {
    auto fixed = distinct_values(session_, column);
    if (fixed.erase(again_.today) == 0) return {&column};
    comments_.push_back(column.name + ": the day of the application");
    return {&column, "CURRENT_DATE", std::move(fixed)};
  }

  std::set<std::string> distinct_values(postgres::Session& session,
                                        const seed::Column& column) const {
    const auto rows = session.execute("SELECT DISTINCT t." + sql::quote_identifier(column.name) +
                                      "::text FROM " + table_.own_rows() + " AS t");
    std::set<std::string> all;
    for (std::size_t row = 0; row < rows.size(); ++row) all.insert(rows.text(row, 0));
    return all;
  }

  /// What makes a value that differs each time; empty if that is not known.
  static std::string expression_of(const seed::Column& column) {
    if (is_made_anew(column.default_expression)) return "DEFAULT";
    if (column.type_sql.starts_with("timestamp")) return "now()";
    if (column.type_sql == "uuid") return "gen_random_uuid()";
    return "";
  }

  /// Whether another table's rows, or its own, have to have the same value.
  bool is_referred_to(const seed::Column& column) const {
    for (const auto& other : schema_.tables) {
      for (const auto& key : other.foreign_keys) {
        if (other.oid == table_.oid && contains(key.columns, column.number)) return true;
        if (key.parent == table_.oid && contains(key.parent_columns, column.number)) return true;
      }
    }
    return false;
  }

  /// Columns without a default that are NULL in every row say nothing.
  void leave_out_what_is_never_set(const postgres::Rows& rows) {
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      bool is_set = !columns_[place].column->default_expression.empty() ||
                    !columns_[place].column->sequence.empty();
      for (std::size_t row = 0; row < rows.size() && !is_set; ++row)
        is_set = rows.at(row, place).has_value();
      if (is_set) places_.push_back(place);
    }
  }

  std::string insert(const postgres::Rows& rows, std::size_t first, std::size_t end) const {
    std::vector<std::string> names;
    bool overrides = false;
    for (const std::size_t place : places_) {
      names.push_back(sql::quote_identifier(columns_[place].column->name));
      overrides = overrides || columns_[place].column->identity_always;
    }
    if (names.empty()) return rows_of_defaults(end - first);
    std::string text = "INSERT INTO " + table_.sql_name() + " (" + join(names, ", ") + ")";
    text += overrides ? "\nOVERRIDING SYSTEM VALUE VALUES" : " VALUES";
    for (std::size_t row = first; row < end; ++row)
      text += "\n  (" + values(rows, row) + (row + 1 < end ? ")," : ");");
    return text;
  }

  std::string rows_of_defaults(std::size_t count) const {
    std::vector<std::string> each(count, "INSERT INTO " + table_.sql_name() + " DEFAULT VALUES;");
    return join(each, "\n");
  }

  std::string values(const postgres::Rows& rows, std::size_t row) const {
    std::vector<std::string> texts;
    for (const std::size_t place : places_) {
      const auto& [column, expression, fixed] = columns_[place];
      const auto& value = rows.at(row, place);
      const bool is_made = !expression.empty() && value && !fixed.contains(std::string(*value));
      texts.push_back(is_made ? expression : literal(value, column->type_sql));
    }
    return join(texts, ", ");
  }

  postgres::Session& session_;
  const seed::Schema& schema_;
  const seed::Table& table_;
  const SecondApplication& again_;
  std::set<std::string> changing_;  ///< names of columns
  std::vector<WrittenColumn> columns_;
  std::vector<std::size_t> places_;  ///< of the columns that are written
  std::vector<std::string> comments_;
};

/// Which rows of a table that had some before are new: by their keys. Nothing if that is not told
/// by them, or if those that were there are no longer what they were.
std::optional<std::string> only_new(const TableContent& before, const TableContent& after) {
  if (before.key.empty()) return std::nullopt;
  for (const auto& row : before.rows) {
    if (!contains(after.rows, row)) return std::nullopt;
  }
  std::vector<std::string> known;
  std::vector<std::string> columns;
  for (const auto& column : before.key)
    columns.push_back("t." + sql::quote_identifier(column) + "::text");
  for (const auto& row : before.rows) {
    std::vector<std::string> values;
    for (const auto& column : before.key)
      values.push_back(sql::quote_literal(row.at(column).get<std::string>()));
    known.push_back("(" + join(values, ", ") + ")");
  }
  return " WHERE (" + join(columns, ", ") + ") NOT IN (" + join(known, ", ") + ")";
}

/// Makes texts of values the same in both, until the transaction's end.
void begin_reading(postgres::Session& session) {
  session.execute(
      "BEGIN; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; "
      "SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; "
      "SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off");
}

}  // namespace

ReferenceRows write_rows(postgres::Session& session, const Content& before,
                         const SecondApplication& again) {
  ReferenceRows result;
  const Content after = read_content(session);
  begin_reading(session);
  begin_reading(again.session);
  const seed::Schema schema = seed::read_schema(session);
  for (const seed::Table& table : schema.tables) {
    const auto content = after.find(table.sql_name());
    if (content == after.end()) continue;
    std::string condition;
    if (const auto was = before.find(table.sql_name()); was != before.end()) {
      if (was->second.rows == content->second.rows) continue;
      const auto filter = only_new(was->second, content->second);
      if (!filter) {
        result.not_written.push_back("rows of " + table.sql_name() +
                                     " that were there before the first revision are changed");
        continue;
      }
      condition = *filter;
    }
    result.tables.push_back(TableWriter(session, schema, table, again).write(condition));
  }
  session.execute("COMMIT");
  again.session.execute("COMMIT");
  return result;
}

}  // namespace pgstair::squash

// SPDX-License-Identifier: MIT
#include "rows/violation_sql.h"

#include <algorithm>

#include "seed/conditions/literals.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

using seed::Column;
using seed::Schema;
using seed::Table;
using seed::UniqueKey;
using sql::quote_identifier;
using sql::quote_literal;

namespace {

/// Where a row lies; in a partitioned table also in which partition.
struct RowId {
  std::string columns;
  std::string of_row;

  explicit RowId(const Table& table)
      : columns(table.partitioned ? "tableoid, ctid" : "ctid"),
        of_row(table.partitioned ? "(r.tableoid, r.ctid)" : "r.ctid") {}
};

/// The table as it was, its columns called as they are after the revision.
std::string with_later_names(const TablePair& pair) {
  std::vector<std::string> columns{RowId(pair.before).columns};
  for (const auto& column : pair.before.columns) {
    const Column* is = pair.after.column(column.number);
    const std::string name = quote_identifier(column.name);
    columns.push_back(is == nullptr || is->name == column.name
                          ? name
                          : name + " AS " + quote_identifier(is->name));
  }
  return "(SELECT " + join(columns, ", ") + " FROM " + pair.before.sql_name() + ") AS " +
         quote_identifier(pair.after.name);
}

std::string index_name(const TablePair& pair, const UniqueKey& key) {
  return quote_literal(quote_identifier(pair.after.schema) + "." + quote_identifier(key.name)) +
         "::regclass";
}

}  // namespace

std::optional<std::vector<const Column*>> TablePair::old(const std::vector<int>& numbers) const {
  std::vector<const Column*> columns;
  for (const int number : numbers) {
    const Column* column = before.column(number);
    if (column == nullptr) return std::nullopt;
    columns.push_back(column);
  }
  return columns;
}

bool TablePair::renames(const std::vector<int>& numbers) const {
  return std::ranges::any_of(numbers, [&](int number) {
    const Column* was = before.column(number);
    const Column* is = after.column(number);
    return was != nullptr && is != nullptr && was->name != is->name;
  });
}

std::string TablePair::names(const std::vector<int>& numbers) const {
  std::vector<std::string> result;
  for (const int number : numbers) {
    const Column* column = before.column(number);
    if (column == nullptr) column = after.column(number);
    if (column != nullptr) result.push_back(column->name);
  }
  return join(result, ", ");
}

std::string of_row(const Column& column) { return "r." + quote_identifier(column.name); }

std::string rows_where(const TablePair& pair, const std::string& inner) {
  const RowId id(pair.before);
  return id.of_row + " IN (SELECT " + id.columns + " FROM " + with_later_names(pair) + " WHERE " +
         inner + ")";
}

std::string set(const Column& column, const std::string& expression) {
  return quote_identifier(column.name) + " = " + expression;
}

std::string set_like_another(const TablePair& pair, const std::vector<const Column*>& columns) {
  std::string given;
  for (const Column* column : columns)
    given += " AND o." + quote_identifier(column->name) + " IS NOT NULL";
  std::vector<std::string> parts;
  for (const Column* column : columns) {
    parts.push_back(set(*column, "(SELECT o." + quote_identifier(column->name) + " FROM " +
                                     pair.before.sql_name() + " o WHERE o.ctid <> r.ctid" + given +
                                     " ORDER BY o.ctid LIMIT 1)"));
  }
  return join(parts, ", ");
}

std::string rows_that_repeat(postgres::Session& session, const TablePair& pair,
                             const UniqueKey& key) {
  const auto parts = session.execute(
      "SELECT pg_get_indexdef(i.indexrelid, place, false) FROM pg_index i, "
      "generate_series(1, i.indnkeyatts) AS place WHERE i.indexrelid = " +
      index_name(pair, key) + " ORDER BY place");
  std::vector<std::string> expressions;
  for (std::size_t row = 0; row < parts.size(); ++row) expressions.push_back(parts.text(row, 0));
  std::vector<std::string> wanted;
  if (!key.predicate.empty()) wanted.push_back("(" + key.predicate + ")");
  if (!key.nulls_not_distinct) {
    for (const auto& expression : expressions) wanted.push_back("(" + expression + ") IS NOT NULL");
  }
  const RowId id(pair.before);
  const std::string source =
      pair.renames(key.mentioned) ? with_later_names(pair) : pair.before.sql_name();
  return id.of_row + " IN (SELECT " + id.columns + " FROM (SELECT " + id.columns +
         ", row_number() OVER (PARTITION BY " + join(expressions, ", ") + " ORDER BY " +
         id.columns + ") AS place FROM " + source +
         (wanted.empty() ? "" : " WHERE " + join(wanted, " AND ")) +
         ") AS numbered WHERE place > 1)";
}

std::string rows_that_collide(postgres::Session& session, const TablePair& pair,
                              const UniqueKey& key) {
  if (key.has_expressions || key.constraint == 0) return {};
  const auto parts = session.execute(
      "SELECT k.attnum, format('OPERATOR(%I.%s)', n.nspname, o.oprname) "
      "FROM pg_constraint c, unnest(c.conkey, c.conexclop) AS k(attnum, operator) "
      "JOIN pg_operator o ON o.oid = k.operator JOIN pg_namespace n ON n.oid = o.oprnamespace "
      "WHERE c.oid = " +
      std::to_string(key.constraint));
  std::string condition = "EXISTS (SELECT FROM " + pair.before.sql_name() + " AS o WHERE " +
                          replace_all(RowId(pair.before).of_row, "r.", "o.") + " < " +
                          RowId(pair.before).of_row;
  for (std::size_t row = 0; row < parts.size(); ++row) {
    const Column* column = pair.before.column(std::stoi(parts.text(row, 0)));
    if (column == nullptr) return {};
    const std::string name = quote_identifier(column->name);
    condition += " AND o." + name + " " + parts.text(row, 1) + " r." + name;
  }
  if (!key.predicate.empty()) return {};  // it would have to hold for both
  return condition + ")";
}

std::string rows_without_parent(const Schema& before, const seed::ForeignKey& key,
                                const std::vector<const Column*>& columns) {
  const Table* parent = before.table(key.parent);
  if (parent == nullptr) return {};
  std::vector<std::string> given;
  std::vector<std::string> equal;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column* referred = parent->column(key.parent_columns[i]);
    if (referred == nullptr) return {};
    given.push_back(of_row(*columns[i]) + " IS NOT NULL");
    equal.push_back("p." + quote_identifier(referred->name) + " = " + of_row(*columns[i]));
  }
  std::string missing = join(given, " AND ") + " AND NOT EXISTS (SELECT FROM " +
                        parent->sql_name() + " AS p WHERE " + join(equal, " AND ") + ")";
  if (!key.match_full || columns.size() < 2) return missing;
  std::vector<std::string> null;
  for (const Column* column : columns) null.push_back(of_row(*column) + " IS NULL");
  return missing + " OR (" + join(null, " OR ") + ") AND NOT (" + join(null, " AND ") + ")";
}

std::vector<std::string> violate_check(const std::string& expression,
                                       const std::vector<const Column*>& columns) {
  const auto literals = seed::literals_of(expression);
  std::vector<std::string> values{"NULL", "''", "'pgstair'", "-1", "0", "'2147483647'"};
  for (const auto& number : literals.numbers) {
    values.push_back("(" + number + ") + 1");
    values.push_back("(" + number + ") - 1");
    values.push_back("repeat('x', greatest(0, least(100000, (" + number + ")::int)) + 1)");
  }
  for (const auto& text : literals.texts) values.push_back(quote_literal(text));
  std::vector<std::string> assignments;
  for (const Column* column : columns) {
    for (const auto& value : values) assignments.push_back(set(*column, value));
  }
  constexpr std::size_t most = 60;
  if (assignments.size() > most) assignments.resize(most);
  return assignments;
}

std::vector<std::string> violate_foreign_key(const std::vector<const Column*>& columns) {
  std::vector<std::string> assignments;
  for (const char* value : {"2147483000", "32000", "'no such row'", "'x'", "'1901-02-03'",
                            "'00000000-0000-4000-8000-000000000000'"}) {
    for (const Column* column : columns) assignments.push_back(set(*column, value));
  }
  return assignments;
}

}  // namespace pgstair::rows

// SPDX-License-Identifier: MIT
#include "rows/one_write.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using seed::Column;
using seed::Table;
using sql::quote_identifier;

/// No trigger fires, and no foreign key is looked at.
std::string quietly(const std::string& statement) {
  return "SET LOCAL session_replication_role = replica; " + statement +
         "; SET LOCAL session_replication_role = origin";
}

std::string delete_of(const Table& table, const ChosenRow& row) {
  return "DELETE FROM " + table.own_rows() + " AS r WHERE " + row.condition;
}

bool is_written(const Column& column) { return !column.generated; }
bool has_no_default(const Column& column) {
  return is_written(column) && column.default_expression.empty() && !column.identity_always;
}
bool is_changeable(const Column& column) { return is_written(column) && !column.identity_always; }

bool is_of_key(const Table& table, const Column& column) {
  return std::ranges::any_of(table.keys, [&](const seed::UniqueKey& key) {
    return std::ranges::count(key.mentioned, column.number) != 0;
  });
}

template <typename Which>
std::vector<std::string> names(const Table& table, const Which& which) {
  std::vector<std::string> result;
  for (const auto& column : table.columns) {
    if (which(column)) result.push_back(quote_identifier(column.name));
  }
  return result;
}

/// The row's values of these columns; of the others, what the server gives.
OneWrite insert_of(const Table& table, const ChosenRow& row,
                   const std::vector<std::string>& columns) {
  const std::string to = "INSERT INTO " + table.sql_name();
  const std::string deletion = quietly(delete_of(table, row));
  if (columns.empty()) return {deletion, to + " DEFAULT VALUES", to + " DEFAULT VALUES"};
  const std::string list = to + " (" + join(columns, ", ") + ") ";
  return {deletion,
          list + "OVERRIDING SYSTEM VALUE SELECT (r.r)." + join(columns, ", (r.r).") +
              " FROM (SELECT " + sql::quote_literal(row.text) + "::" + table.sql_name() +
              " AS r) AS r",
          list + "VALUES …"};
}

/// The row takes what `values` gives for the columns.
OneWrite update_of(const Table& table, const ChosenRow& row,
                   const std::vector<std::string>& columns, const std::string& values) {
  const std::string list = " (" + join(columns, ", ") + ") = ";
  return {"",
          "UPDATE " + table.own_rows() + " AS r SET" + list + values + " WHERE " + row.condition,
          "UPDATE " + table.sql_name() + " SET" + list + "…"};
}

}  // namespace

std::vector<ChosenRow> choose_rows(postgres::Session& session, const Table& table) {
  const std::string most = "3";
  const auto found = session.execute(
      "SELECT tableoid::bigint, ctid, text FROM (SELECT r.tableoid, r.ctid, r::text AS text, "
      "row_number() OVER (ORDER BY r.tableoid, r.ctid) - 1 AS place, count(*) OVER () AS count "
      "FROM " +
      table.own_rows() + " AS r) AS rows WHERE place % greatest(1, count / " + most +
      ") = 0 ORDER BY place LIMIT " + most);
  std::vector<ChosenRow> rows;
  for (std::size_t i = 0; i < found.size(); ++i) {
    rows.push_back({"r.tableoid = " + found.text(i, 0) + " AND r.ctid = '" + found.text(i, 1) + "'",
                    found.text(i, 2)});
  }
  return rows;
}

std::vector<OneWrite> inserts(const Table& table, const ChosenRow& row) {
  const auto all = names(table, is_written);
  const auto without_default = names(table, has_no_default);
  std::vector<OneWrite> writes{insert_of(table, row, all)};
  if (without_default != all) writes.push_back(insert_of(table, row, without_default));
  return writes;
}

std::vector<OneWrite> updates(const Table& table, const ChosenRow& row) {
  const auto changeable = names(table, is_changeable);
  const auto of_no_key = names(table, [&](const Column& column) {
    return is_changeable(column) && !is_of_key(table, column);
  });
  std::vector<OneWrite> writes;
  if (!changeable.empty())
    writes.push_back(update_of(table, row, changeable, "ROW(r." + join(changeable, ", r.") + ")"));
  if (!of_no_key.empty()) {
    const std::string another = "(SELECT o." + join(of_no_key, ", o.") + " FROM " +
                                table.own_rows() + " AS o WHERE o.ctid <> r.ctid LIMIT 1)";
    writes.push_back(update_of(table, row, of_no_key, another));
  }
  return writes;
}

std::vector<OneWrite> deletes(const seed::Schema& schema, const Table& table,
                              const ChosenRow& row) {
  std::vector<std::string> of_children;
  for (const auto& other : schema.tables) {
    const bool refers = std::ranges::any_of(
        other.foreign_keys, [&](const auto& key) { return key.parent == table.oid; });
    if (refers && other.oid != table.oid) of_children.push_back("DELETE FROM " + other.sql_name());
  }
  return {{of_children.empty() ? "" : quietly(join(of_children, "; ")), delete_of(table, row),
           "DELETE FROM " + table.sql_name() + " WHERE …"}};
}

}  // namespace pgstair::rows

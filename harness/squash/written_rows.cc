// SPDX-License-Identifier: MIT
#include "squash/written_rows.h"

#include <algorithm>

#include "seed/schema/whole_schema_source.h"
#include "support/text.h"
#include "walk/version_tables.h"

namespace pgstair::squash {

namespace {

using nlohmann::json;

constexpr const char* all_columns = "*";

/// The names of the columns of the primary key; empty if there is none.
std::vector<std::string> key_of(const seed::Table& table) {
  std::vector<std::string> names;
  const auto primary = std::ranges::find(table.keys, true, &seed::UniqueKey::primary);
  if (primary == table.keys.end()) return names;
  for (const int number : primary->columns) names.push_back(table.column(number)->name);
  return names;
}

/// Whether its rows are the chain's: not read through another table, nor a migration tool's.
bool is_written_by_chain(const seed::Table& table) {
  return !table.foreign && table.partition_root == 0 &&
         !walk::is_version_table({"table", table.schema, "", table.name});
}

/// A row is an object of texts and nulls. `source`: what follows FROM.
std::vector<json> read_rows(postgres::Session& session, const std::string& source) {
  // As text, value by value: a number of JSON would lose digits.
  const auto rows = session.execute(
      "SELECT (SELECT json_object_agg(e.key, e.value) FROM json_each_text(row_to_json(r.*)) AS e) "
      "FROM " +
      source + " AS r");  // r.*: r alone would be a column of that name
  std::vector<json> read;
  for (std::size_t row = 0; row < rows.size(); ++row)
    read.push_back(json::parse(rows.text(row, 0)));
  return read;
}

/// The values of a column, in an order of their own.
std::vector<std::string> values_of(const TableContent& content, const std::string& column) {
  std::vector<std::string> values;
  for (const auto& row : content.rows) values.push_back(row.value(column, json()).dump());
  std::ranges::sort(values);
  return values;
}

json without(json row, const std::set<std::string>& columns) {
  for (const auto& column : columns) row.erase(column);
  return row;
}

/// The rows as they are compared, in an order of their own.
std::vector<json> comparable_rows(const Content& content, const std::string& table,
                                  const std::set<std::string>& left_out) {
  std::vector<json> rows;
  const auto found = content.find(table);
  if (found == content.end()) return rows;
  for (const auto& row : found->second.rows) rows.push_back(without(row, left_out));
  std::ranges::sort(rows);
  return rows;
}

/// Columns that the table has in one of the chains only: told already, as lost or added.
std::set<std::string> columns_of_one(const Content& one, const Content& other,
                                     const std::string& table) {
  const auto first = one.find(table);
  const auto second = other.find(table);
  std::set<std::string> columns;
  if (first == one.end() || second == other.end()) return columns;
  const auto add_missing = [&](const json& from, const json& in) {
    for (const auto& [column, value] : from.items()) {
      if (!in.contains(column)) columns.insert(column);
    }
  };
  add_missing(first->second.rows.front(), second->second.rows.front());
  add_missing(second->second.rows.front(), first->second.rows.front());
  return columns;
}

std::string key_text(const json& row, const std::vector<std::string>& key) {
  std::vector<std::string> parts;
  for (const auto& column : key) parts.push_back(column + " " + row.value(column, json()).dump());
  return join(parts, ", ");
}

std::string changes_of(const json& before, const json& after) {
  std::vector<std::string> parts;
  for (const auto& [column, value] : before.items()) {
    const json now = after.value(column, json());
    if (now != value) parts.push_back(column + ": " + value.dump() + " → " + now.dump());
  }
  return join(parts, ", ");
}

/// Takes pairs of the same key out of both, and tells what changed between them.
std::vector<std::string> take_changed(std::vector<json>& lost, std::vector<json>& added,
                                      const std::vector<std::string>& key) {
  std::vector<std::string> changed;
  if (key.empty()) return changed;
  std::map<std::string, json> by_key;
  for (const auto& row : added) by_key.emplace(key_text(row, key), row);
  std::erase_if(lost, [&](const json& row) {
    const auto found = by_key.find(key_text(row, key));
    if (found == by_key.end()) return false;
    changed.push_back(found->first + ": " + changes_of(row, found->second));
    std::erase(added, found->second);
    return true;
  });
  return changed;
}

std::vector<std::string> texts(const std::vector<json>& rows) {
  std::vector<std::string> result;
  for (const auto& row : rows) result.push_back(row.dump());
  return result;
}

/// By which rows of both chains are the same; empty if they have no key, or one that is volatile.
std::vector<std::string> key_of(const Content& one, const Content& other, const std::string& table,
                                const std::set<std::string>& left_out) {
  const auto found = one.find(table);
  const auto& key = found != one.end() ? found->second.key : other.at(table).key;
  const bool is_volatile =
      std::ranges::any_of(key, [&](const auto& column) { return left_out.contains(column); });
  return is_volatile ? std::vector<std::string>() : key;
}

}  // namespace

Content read_content(postgres::Session& session, catalog::InTransaction in_transaction) {
  Content content;
  const bool is_own = in_transaction == catalog::InTransaction::no;
  if (is_own) session.execute("BEGIN");
  for (const auto& table : seed::read_schema(session).tables) {
    if (!is_written_by_chain(table)) continue;
    auto rows = read_rows(session, table.own_rows());
    if (!rows.empty()) content[table.sql_name()] = {key_of(table), std::move(rows)};
  }
  if (is_own) session.execute("COMMIT");
  return content;
}

Volatile volatile_columns(const Content& one, const Content& other) {
  Volatile found;
  for (const auto& [table, content] : one) {
    const auto same = other.find(table);
    if (same == other.end() || same->second.rows.size() != content.rows.size()) {
      found[table].insert(all_columns);
      continue;
    }
    for (const auto& [column, value] : content.rows.front().items()) {
      if (values_of(content, column) != values_of(same->second, column))
        found[table].insert(column);
    }
  }
  return found;
}

std::vector<RowDifference> compare(const Content& old_rows, const Content& new_rows,
                                   const Volatile& left_out,
                                   const std::set<std::string>& compared) {
  std::vector<RowDifference> differences;
  for (const auto& table : compared) {
    const auto skipped = left_out.find(table);
    std::set<std::string> columns =
        skipped == left_out.end() ? std::set<std::string>() : skipped->second;
    columns.merge(columns_of_one(old_rows, new_rows, table));
    if (columns.contains(all_columns)) continue;
    const auto before = comparable_rows(old_rows, table, columns);
    const auto after = comparable_rows(new_rows, table, columns);
    if (before == after) continue;
    std::vector<json> lost;
    std::vector<json> added;
    std::ranges::set_difference(before, after, std::back_inserter(lost));
    std::ranges::set_difference(after, before, std::back_inserter(added));
    auto changed = take_changed(lost, added, key_of(old_rows, new_rows, table, columns));
    differences.push_back({table, texts(lost), texts(added), std::move(changed)});
  }
  return differences;
}

}  // namespace pgstair::squash

// SPDX-License-Identifier: MIT
#include "seed/schema/schema_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

using nlohmann::json;
using postgres::Rows;

/// The cells of one row, taken from left to right.
class Cells {
 public:
  Cells(const Rows& rows, std::size_t row) : rows_(rows), row_(row) {}
  std::string text() { return rows_.text(row_, column_++); }
  bool flag() { return text() == "t"; }
  int number() {
    const std::string value = text();
    return value.empty() ? 0 : std::stoi(value);
  }
  Oid oid() {
    const std::string value = text();
    return value.empty() ? 0 : static_cast<Oid>(std::stoul(value));
  }
  json list() {
    const std::string value = text();
    return value.empty() ? json::array() : json::parse(value);
  }
  std::vector<int> numbers() { return list().get<std::vector<int>>(); }

 private:
  const Rows& rows_;
  std::size_t row_;
  std::size_t column_ = 0;
};

template <typename Each>
void for_each_row(Questions& questions, const std::string& query,
                  const std::vector<std::string>& parameters, const Each& each,
                  About about = About::all_tables) {
  const Rows rows = questions.ask(query, parameters, about);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Cells cells(rows, row);
    each(cells);
  }
}

TypeKind kind_named(const std::string& name) {
  static const std::map<std::string, TypeKind> kinds{{"base", TypeKind::base},
                                                     {"domain", TypeKind::domain},
                                                     {"enum", TypeKind::enumeration},
                                                     {"composite", TypeKind::composite},
                                                     {"array", TypeKind::array},
                                                     {"range", TypeKind::range},
                                                     {"multirange", TypeKind::multirange},
                                                     {"pseudo", TypeKind::pseudo}};
  return kinds.at(name);
}

void read_type(Cells& cells, std::map<Oid, Type>& types) {
  Type type;
  type.oid = cells.oid();
  type.schema = cells.text();
  type.name = cells.text();
  type.sql = cells.text();
  cells.text();  // typtype, which the kind tells
  const TypeUse base{cells.oid(), cells.number()};
  type.not_null = cells.flag();
  const Oid part = cells.oid();
  type.kind = kind_named(cells.text());
  type.part = type.kind == TypeKind::domain ? base : TypeUse{part, -1};
  type.labels = cells.list().get<std::vector<std::string>>();
  for (const auto& attribute : cells.list()) {
    type.attributes.push_back(
        {attribute["name"], {attribute["type"].get<Oid>(), attribute["typmod"].get<int>()}});
  }
  for (const auto& check : cells.list()) {
    type.conditions.push_back({check["name"], check["expression"]});
  }
  const Oid oid = type.oid;
  types.emplace(oid, std::move(type));
}

Table read_table(Cells& cells) {
  Table table;
  table.oid = cells.oid();
  table.schema = cells.text();
  table.name = cells.text();
  const std::string kind = cells.text();
  table.partitioned = kind == "p";
  table.foreign = kind == "f";
  cells.flag();  // whether it is a partition, which its root tells
  table.partition_condition = cells.text();
  table.partition_columns = cells.numbers();
  table.triggers = cells.list().get<std::vector<std::string>>();
  table.trigger_sources = cells.list().get<std::vector<std::string>>();
  table.may_insert = cells.flag();
  table.partition_root = cells.oid();
  table.has_insert_rule = cells.flag();
  return table;
}

Column read_column(Cells& cells) {
  Column column;
  column.number = cells.number();
  column.name = cells.text();
  column.type.type = cells.oid();
  column.type.typmod = cells.number();
  column.type_sql = cells.text();
  column.not_null = cells.flag();
  column.generated = !cells.text().empty();
  column.identity_always = cells.text() == "a";
  column.default_expression = cells.text();
  column.sequence = cells.text();
  column.generated_from = cells.numbers();
  return column;
}

UniqueKey read_key(Cells& cells) {
  UniqueKey key;
  key.name = cells.text();
  key.primary = cells.flag();
  key.columns = cells.numbers();
  key.mentioned = key.columns;
  for (const int column : cells.numbers()) {
    if (std::ranges::count(key.mentioned, column) == 0) key.mentioned.push_back(column);
  }
  key.has_expressions = cells.flag();
  key.predicate = cells.text();
  key.nulls_not_distinct = cells.flag();
  key.exclusion = cells.flag();
  key.constraint = cells.oid();
  key.definition = cells.text();
  return key;
}

/// NO ACTION or RESTRICT.
bool forbids(const std::string& action) { return action == "a" || action == "r"; }

void read_foreign_key(Cells& cells, std::map<Oid, Table*>& by_oid) {
  ForeignKey key;
  key.oid = cells.oid();
  key.name = cells.text();
  const auto table = by_oid.find(cells.oid());
  key.parent = cells.oid();
  key.columns = cells.numbers();
  key.parent_columns = cells.numbers();
  key.match_full = cells.text() == "f";
  key.deferrable = cells.flag();
  key.forbids_delete = forbids(cells.text());
  key.forbids_update = forbids(cells.text());
  key.validated = cells.flag();
  if (table != by_oid.end()) table->second->foreign_keys.push_back(std::move(key));
}

void read_check(Cells& cells, std::map<Oid, Table*>& by_oid) {
  Check check;
  check.oid = cells.oid();
  check.condition.name = cells.text();
  const auto table = by_oid.find(cells.oid());
  check.columns = cells.numbers();
  check.condition.expression = cells.text();
  check.validated = cells.flag();
  if (table != by_oid.end()) table->second->checks.push_back(std::move(check));
}

constexpr const char* first_of_users = "16384";  // OIDs below are the server's own

std::string array_of(const std::vector<std::string>& oids) {
  return "ARRAY[" + join(oids, ", ") + "]::oid[]";
}

}  // namespace

void read_types(Questions& questions, TypeOwner owner, std::map<Oid, Type>& types) {
  const std::string from = owner == TypeOwner::user ? first_of_users : "0";
  const std::string below = owner == TypeOwner::server ? first_of_users : "NULL";
  for_each_row(questions, "types", {from, below}, [&](Cells& cells) { read_type(cells, types); });
}

TableChoice all_tables() { return {"NULL", About::all_tables}; }

TableChoice tables_with(const std::vector<Oid>& oids) {
  std::vector<std::string> numbers;
  for (const Oid oid : oids) numbers.push_back(std::to_string(oid));
  return {array_of(numbers), About::some_tables};
}

TableChoice tables_named(const std::vector<std::string>& sql_names) {
  std::vector<std::string> oids;
  for (const auto& name : sql_names)
    oids.push_back("to_regclass(" + sql::quote_literal(name) + ")");
  return {array_of(oids), About::some_tables};
}

std::vector<Table> read_tables(Questions& questions, const TableChoice& which, Depth depth) {
  const auto for_each = [&](const char* query, const auto& each) {
    for_each_row(questions, query, {which.oids}, each, which.about);
  };
  std::vector<Table> tables;
  for_each("tables", [&](Cells& cells) { tables.push_back(read_table(cells)); });
  std::map<Oid, Table*> by_oid;
  for (auto& table : tables) by_oid.emplace(table.oid, &table);
  const auto of_table = [&](Cells& cells, auto member, auto read) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) (table->second->*member).push_back(read(cells));
  };
  for_each("columns", [&](Cells& cells) { of_table(cells, &Table::columns, read_column); });
  for_each("unique_keys", [&](Cells& cells) { of_table(cells, &Table::keys, read_key); });
  if (depth == Depth::columns) return tables;
  for_each("foreign_keys", [&](Cells& cells) { read_foreign_key(cells, by_oid); });
  for_each("checks", [&](Cells& cells) { read_check(cells, by_oid); });
  return tables;
}

}  // namespace pgstair::seed

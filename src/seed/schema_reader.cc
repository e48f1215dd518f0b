// SPDX-License-Identifier: MIT
#include "seed/schema_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "seed/embedded_queries.h"
#include "support/errors.h"

namespace pgstair::seed {

namespace {

using nlohmann::json;
using postgres::Rows;

std::string query_named(std::string_view name) {
  const auto& all = embedded_queries();
  const auto found = std::ranges::find(all, name, &EmbeddedQuery::name);
  ensure(found != all.end(), "there is no such query");
  return std::string(found->text);
}

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
void for_each_row(postgres::Session& session, std::string_view query, const Each& each,
                  const std::string& further_condition = "") {
  const Rows rows = session.execute(query_named(query) + further_condition);
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
  table.trigger_source = cells.text();
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
  const std::string on_delete = cells.text();
  key.forbids_delete = on_delete == "r" || on_delete == "a";
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

}  // namespace

Schema SchemaReader::read(postgres::Session& session) {
  // The deparse leaves out schemas on the search path, so there is none while we read.
  session.execute("SAVEPOINT pgstair_schema; SET LOCAL search_path = pg_catalog, pg_temp");
  if (server_types_.empty()) {
    for_each_row(
        session, "types", [&](Cells& cells) { read_type(cells, server_types_); },
        " AND t.oid < 16384");
  }
  Schema schema;
  schema.types = server_types_;
  for_each_row(
      session, "types", [&](Cells& cells) { read_type(cells, schema.types); },
      " AND t.oid >= 16384");
  for_each_row(session, "tables",
               [&](Cells& cells) { schema.tables.push_back(read_table(cells)); });
  std::map<Oid, Table*> by_oid;
  for (auto& table : schema.tables) by_oid.emplace(table.oid, &table);
  for_each_row(session, "columns", [&](Cells& cells) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) table->second->columns.push_back(read_column(cells));
  });
  for_each_row(session, "unique_keys", [&](Cells& cells) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) table->second->keys.push_back(read_key(cells));
  });
  for_each_row(session, "foreign_keys", [&](Cells& cells) { read_foreign_key(cells, by_oid); });
  for_each_row(session, "checks", [&](Cells& cells) { read_check(cells, by_oid); });
  session.execute("ROLLBACK TO SAVEPOINT pgstair_schema; RELEASE SAVEPOINT pgstair_schema");
  return schema;
}

Schema read_schema(postgres::Session& session) { return SchemaReader().read(session); }

}  // namespace pgstair::seed

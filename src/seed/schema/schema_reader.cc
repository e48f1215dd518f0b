// SPDX-License-Identifier: MIT
#include "seed/schema/schema_reader.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "seed/schema/schema_questions.h"
#include "sql/script.h"
#include "support/errors.h"
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

void read_types(Questions& questions, const std::string& from, const std::string& below,
                std::map<Oid, Type>& types) {
  for_each_row(questions, "types", {from, below}, [&](Cells& cells) { read_type(cells, types); });
}

constexpr const char* first_of_others = "16384";  // OIDs below are the server's own

void read_other_types(Questions& questions, std::map<Oid, Type>& types) {
  read_types(questions, first_of_others, "NULL", types);
}

/// How much of a table is read.
enum class Depth { all, columns /* and unique keys */ };

/// Some tables, or all, by schema and name. `which`: an SQL array of their OIDs, or NULL.
std::vector<Table> read_tables_of(Questions& questions, const std::vector<std::string>& which,
                                  About about, Depth depth = Depth::all) {
  std::vector<Table> tables;
  for_each_row(
      questions, "tables", which, [&](Cells& cells) { tables.push_back(read_table(cells)); },
      about);
  std::map<Oid, Table*> by_oid;
  for (auto& table : tables) by_oid.emplace(table.oid, &table);
  const auto of_table = [&](Cells& cells, auto member, auto read) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) (table->second->*member).push_back(read(cells));
  };
  for_each_row(
      questions, "columns", which,
      [&](Cells& cells) { of_table(cells, &Table::columns, read_column); }, about);
  for_each_row(
      questions, "unique_keys", which,
      [&](Cells& cells) { of_table(cells, &Table::keys, read_key); }, about);
  if (depth == Depth::columns) return tables;
  for_each_row(
      questions, "foreign_keys", which, [&](Cells& cells) { read_foreign_key(cells, by_oid); },
      about);
  for_each_row(
      questions, "checks", which, [&](Cells& cells) { read_check(cells, by_oid); }, about);
  return tables;
}

/// Everything.
Schema read_whole(Questions& questions, std::map<Oid, Type>& server_types) {
  if (server_types.empty()) read_types(questions, "0", first_of_others, server_types);
  Schema schema;
  schema.types = server_types;
  read_other_types(questions, schema.types);
  schema.tables = read_tables_of(questions, {"NULL"}, About::all_tables);
  return schema;
}

/// Whether a column has a type that is not known, or one that other columns show in: a row type.
bool shows_columns(const Schema& schema, Oid oid) {
  const auto found = schema.types.find(oid);
  if (found == schema.types.end()) return true;
  const Type& type = found->second;
  return type.kind == TypeKind::composite ||
         (type.part.type != 0 && shows_columns(schema, type.part.type));
}

bool shows_columns(const Schema& schema) {
  return std::ranges::any_of(schema.tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
      return shows_columns(schema, column.type.type);
    });
  });
}

std::string oids_sql(const std::vector<std::string>& oids) {
  return "ARRAY[" + join(oids, ", ") + "]::oid[]";
}

bool is_in_tree(const Table& table) { return table.partitioned || table.partition_root != 0; }

}  // namespace

SchemaReader::Stamps SchemaReader::read_stamps(Questions& questions) {
  Stamps stamps;
  for_each_row(questions, "stamps", {}, [&](Cells& cells) {
    const Oid relation = cells.oid();
    const std::string kind = cells.text();
    std::string stamp = cells.text();
    if (kind.empty()) {
      stamps.rest = std::move(stamp);
    } else {
      (kind == "t" ? stamps.tables : stamps.used).emplace(relation, std::move(stamp));
    }
  });
  return stamps;
}

/// Brings the tables up to date by reading those that are described otherwise. False if more than
/// they may show what has changed. (A new sequence or type shows in no table that has not changed,
/// too; of a partition much shows in its root.)
bool SchemaReader::update(Questions& questions, const Stamps& stamps) {
  const bool renamed = std::ranges::any_of(stamps.used, [&](const auto& used) {
    const auto known = stamps_.used.find(used.first);
    return known != stamps_.used.end() && known->second != used.second;
  });
  if (renamed || stamps.rest != stamps_.rest) return false;
  std::vector<std::string> changed;
  for (const auto& [table, stamp] : stamps.tables) {
    const auto known = stamps_.tables.find(table);
    if (known == stamps_.tables.end() || known->second != stamp)
      changed.push_back(std::to_string(table));
  }
  std::vector<Table> read;
  if (!changed.empty()) read = read_tables_of(questions, {oids_sql(changed)}, About::some_tables);
  const auto outdated = [&](const Table& table) {
    const auto now = stamps.tables.find(table.oid);
    return now == stamps.tables.end() || now->second != stamps_.tables.at(table.oid);
  };
  const bool tree = std::ranges::any_of(read, is_in_tree) ||
                    std::ranges::any_of(schema_.tables, [&](const Table& table) {
                      return is_in_tree(table) && outdated(table);
                    });
  if (tree) return false;
  std::erase_if(schema_.tables, outdated);
  std::ranges::move(read, std::back_inserter(schema_.tables));
  std::ranges::sort(schema_.tables, [](const Table& a, const Table& b) {
    return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
  });
  if (shows_columns(schema_)) {
    schema_.types = server_types_;
    read_other_types(questions, schema_.types);
  }
  return true;
}

Schema SchemaReader::read(postgres::Session& session) {
  PreparedQuestions questions(session);
  Stamps stamps = read_stamps(questions);
  const bool by_tables = !server_types_.empty() && update(questions, stamps);
  questions.close();
  if (!by_tables) {
    PreparedQuestions anew(session);
    schema_ = read_whole(anew, server_types_);
    anew.close();
  }
  stamps_ = std::move(stamps);
  return schema_;
}

Schema SchemaReader::read_columns_of(postgres::Session& session,
                                     const std::vector<std::string>& sql_names) {
  std::vector<std::string> oids;
  for (const auto& name : sql_names)
    oids.push_back("to_regclass(" + sql::quote_literal(name) + ")");
  PreparedQuestions questions(session);
  Schema schema;
  schema.types = schema_.types;
  schema.tables = read_tables_of(questions, {oids_sql(oids)}, About::some_tables, Depth::columns);
  if (shows_columns(schema)) {
    schema.types = server_types_;
    read_other_types(questions, schema.types);
  }
  questions.close();
  return schema;
}

Schema read_schema(postgres::Session& session) {
  std::map<Oid, Type> server_types;
  PlainQuestions questions(session);
  Schema schema = read_whole(questions, server_types);
  questions.close();
  return schema;
}

}  // namespace pgstair::seed

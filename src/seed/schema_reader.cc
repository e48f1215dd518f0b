// SPDX-License-Identifier: MIT
#include "seed/schema_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "seed/embedded_queries.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

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

/// An SQL array of such elements.
std::string array_of(const std::vector<std::string>& elements, const std::string& type) {
  std::vector<std::string> literals;
  for (const auto& element : elements) literals.push_back(sql::quote_literal(element));
  return "ARRAY[" + join(literals, ", ") + "]::" + type + "[]";
}

/// The queries of this part, with SQL expressions for their parameters.
class Questions {
 public:
  virtual ~Questions() = default;
  virtual Rows ask(const std::string& query, const std::vector<std::string>& parameters) = 0;
};

/// Asks each once.
class PlainQuestions : public Questions {
 public:
  explicit PlainQuestions(postgres::Session& session) : session_(session) {
    session_.execute(opening);
  }

  Rows ask(const std::string& query, const std::vector<std::string>& parameters) override {
    std::string text = query_named(query);
    for (std::size_t i = 0; i < parameters.size(); ++i)
      text = replace_all(text, "$" + std::to_string(i + 1), parameters[i]);
    return session_.execute(text);
  }

  /// The deparse leaves out schemas on the search path, so there is none while we read.
  static constexpr const char* opening =
      "SAVEPOINT pgstair_schema; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL jit = off";
  static constexpr const char* closing =
      "ROLLBACK TO SAVEPOINT pgstair_schema; RELEASE SAVEPOINT pgstair_schema";

 private:
  postgres::Session& session_;
};

/// Asks them again and again.
class PreparedQuestions : public Questions {
 public:
  /// `all`: whether the questions are about all tables, or about some, which are looked up.
  PreparedQuestions(postgres::Session& session, bool all) : session_(session), all_(all) {}

  Rows ask(const std::string& query, const std::vector<std::string>& parameters) override {
    const std::string name = "pgstair_seed_" + query + (all_ ? "" : "_of");
    const std::string call = "EXECUTE " + name + "(" + join(parameters, ", ") + ")";
    auto outcome = session_.try_execute(std::exchange(opening_, "") + call);
    if (const auto* error = postgres::failure(outcome)) {
      // A new session, or one in which a script said DISCARD ALL.
      ensure(error->sqlstate == unknown_prepared_statement, to_string(*error).c_str());
      session_.execute(PlainQuestions::closing);
      session_.execute(std::string(opening) + "PREPARE " + name + " AS " + text_of(query));
      return session_.execute(call);
    }
    return std::get<postgres::Done>(std::move(outcome)).rows;
  }

 private:
  /// A plan for all tables or some would go through all of them.
  std::string text_of(const std::string& query) const {
    const std::string text = query_named(query);
    return all_ ? text : replace_all(text, "$1::oid[] IS NULL OR ", "");
  }

  static constexpr const char* unknown_prepared_statement = "26000";
  static constexpr const char* opening =
      "SAVEPOINT pgstair_schema; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL jit = off; "
      "SET LOCAL plan_cache_mode = force_generic_plan; ";

  postgres::Session& session_;
  bool all_;
  std::string opening_ = opening;
};

template <typename Each>
void for_each_row(Questions& questions, const std::string& query,
                  const std::vector<std::string>& parameters, const Each& each) {
  const Rows rows = questions.ask(query, parameters);
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

void read_types(Questions& questions, const std::string& from, const std::string& below,
                std::map<Oid, Type>& types) {
  for_each_row(questions, "types", {from, below}, [&](Cells& cells) { read_type(cells, types); });
}

constexpr const char* first_of_others = "16384";  // OIDs below are the server's own

void read_other_types(Questions& questions, std::map<Oid, Type>& types) {
  read_types(questions, first_of_others, "NULL", types);
}

bool has_every_type(const Schema& schema) {
  return std::ranges::all_of(schema.tables, [&](const Table& table) {
    return std::ranges::all_of(table.columns, [&](const Column& column) {
      return schema.types.contains(column.type.type);
    });
  });
}

/// Reads the tables into `schema`. `names`: an SQL array, or NULL for all.
void read_tables_into(Schema& schema, Questions& questions, const std::string& names) {
  for_each_row(questions, "tables", {names},
               [&](Cells& cells) { schema.tables.push_back(read_table(cells)); });
  std::map<Oid, Table*> by_oid;
  std::vector<std::string> oids;
  for (auto& table : schema.tables) {
    by_oid.emplace(table.oid, &table);
    oids.push_back(std::to_string(table.oid));
  }
  const std::string tables = names == "NULL" ? names : array_of(oids, "oid");
  for_each_row(questions, "columns", {tables}, [&](Cells& cells) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) table->second->columns.push_back(read_column(cells));
  });
  for_each_row(questions, "unique_keys", {tables}, [&](Cells& cells) {
    const auto table = by_oid.find(cells.oid());
    if (table != by_oid.end()) table->second->keys.push_back(read_key(cells));
  });
  for_each_row(questions, "foreign_keys", {tables},
               [&](Cells& cells) { read_foreign_key(cells, by_oid); });
  for_each_row(questions, "checks", {tables}, [&](Cells& cells) { read_check(cells, by_oid); });
}

/// Everything.
Schema read_whole(Questions& questions, std::map<Oid, Type>& server_types) {
  if (server_types.empty()) read_types(questions, "0", first_of_others, server_types);
  Schema schema;
  schema.types = server_types;
  read_other_types(questions, schema.types);
  read_tables_into(schema, questions, "NULL");
  return schema;
}

}  // namespace

Schema SchemaReader::read(postgres::Session& session) {
  PreparedQuestions questions(session, true);
  Schema schema = read_whole(questions, server_types_);
  session.execute(PlainQuestions::closing);
  return schema;
}

Schema SchemaReader::read_tables(postgres::Session& session, const std::vector<std::string>& names,
                                 const Schema& known) {
  PreparedQuestions questions(session, false);
  Schema schema;
  schema.types = known.types;
  read_tables_into(schema, questions, array_of(names, "text"));
  if (!has_every_type(schema)) read_other_types(questions, schema.types);
  session.execute(PlainQuestions::closing);
  return schema;
}

Schema read_schema(postgres::Session& session) {
  std::map<Oid, Type> server_types;
  PlainQuestions questions(session);
  Schema schema = read_whole(questions, server_types);
  session.execute(PlainQuestions::closing);
  return schema;
}

}  // namespace pgstair::seed

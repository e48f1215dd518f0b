// SPDX-License-Identifier: MIT
#include "seed/schema/track/incremental_schema_source.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "seed/schema/schema_rows.h"
#include "seed/schema/track/prepared_questions.h"

namespace pgstair::seed {

namespace {

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

bool is_in_tree(const Table& table) { return table.partitioned || table.partition_root != 0; }

}  // namespace

Schema IncrementalSchemaSource::read(postgres::Session& session) {
  PreparedQuestions questions(session);
  SchemaStamps now = read_stamps(questions);
  const bool updated = has_read_ && update(questions, now);
  questions.close();
  if (!updated) {
    PreparedQuestions anew(session);
    read_whole(anew);
    anew.close();
  }
  stamps_ = std::move(now);
  has_read_ = true;
  return schema_;
}

Schema IncrementalSchemaSource::read_columns_of(postgres::Session& session,
                                                const std::vector<std::string>& sql_names) {
  PreparedQuestions questions(session);
  Schema schema;
  schema.types = schema_.types;
  schema.tables = read_tables(questions, tables_named(sql_names), Depth::columns);
  if (shows_columns(schema)) read_all_types(questions, schema);
  questions.close();
  return schema;
}

void IncrementalSchemaSource::read_whole(Questions& questions) {
  read_all_types(questions, schema_);
  schema_.tables = read_tables(questions, all_tables(), Depth::all);
}

void IncrementalSchemaSource::read_all_types(Questions& questions, Schema& schema) {
  if (server_types_.empty()) read_types(questions, TypeOwner::server, server_types_);
  schema.types = server_types_;
  read_types(questions, TypeOwner::user, schema.types);
}

/// False, and nothing done, if it takes a whole read: also where a partition has changed, of which
/// much shows in its root.
bool IncrementalSchemaSource::update(Questions& questions, const SchemaStamps& now) {
  if (may_show_anywhere(stamps_, now)) return false;
  const auto changed = changed_tables(stamps_, now);
  std::vector<Table> read;
  if (!changed.empty()) read = read_tables(questions, tables_with(changed), Depth::all);
  const auto outdated = [&](const Table& table) {
    const auto stamp = now.tables.find(table.oid);
    return stamp == now.tables.end() || stamp->second != stamps_.tables.at(table.oid);
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
  if (shows_columns(schema_)) read_all_types(questions, schema_);
  return true;
}

}  // namespace pgstair::seed

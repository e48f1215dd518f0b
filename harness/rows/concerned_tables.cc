// SPDX-License-Identifier: MIT
#include "rows/concerned_tables.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "support/contains.h"

namespace pgstair::rows {

namespace {

bool same_columns(const std::vector<seed::Column>& a, const std::vector<seed::Column>& b) {
  return std::ranges::equal(a, b, [](const seed::Column& x, const seed::Column& y) {
    return x.number == y.number && x.name == y.name && x.type.type == y.type.type &&
           x.type.typmod == y.type.typmod && x.not_null == y.not_null &&
           x.default_expression == y.default_expression;
  });
}

bool has_named_type(const RevisionStatements& statements, const seed::Schema& schema,
                    const seed::Table& table) {
  return std::ranges::any_of(table.columns, [&](const seed::Column& column) {
    const seed::Type& type = schema.type(column.type.type);
    return type.schema != "pg_catalog" && statements.mention(type.name);
  });
}

/// Whether no two rows can refer to the same one.
bool is_unique(const seed::Table& table, const seed::ForeignKey& reference) {
  return std::ranges::any_of(table.keys, [&](const seed::UniqueKey& key) {
    return !key.columns.empty() && std::ranges::all_of(key.columns, [&](int column) {
      return contains(reference.columns, column);
    });
  });
}

/// The type and all that it is made of.
void add_type(const seed::Schema& schema, seed::Oid oid, std::map<seed::Oid, seed::Type>& types) {
  if (oid == 0 || types.contains(oid)) return;
  const seed::Type& type = schema.type(oid);
  types.emplace(oid, type);
  add_type(schema, type.part.type, types);
  for (const auto& attribute : type.attributes) add_type(schema, attribute.type.type, types);
}

}  // namespace

bool may_concern_rows(const RevisionStatements& statements, const std::vector<std::string>& names) {
  return statements.is_code() || std::ranges::any_of(names, [&](const std::string& name) {
           return statements.mention(name);
         });
}

Tables concerned_tables(const RevisionStatements& statements, const seed::Schema& before,
                        const seed::Schema& after) {
  Tables tables;
  for (const auto& table : before.tables) {
    const seed::Table* is = after.table(table.oid);
    if (statements.is_code() || is == nullptr || !is_same(table, *is) ||
        statements.mention(table.name) || has_named_type(statements, before, table)) {
      tables.insert(table.oid);
    }
  }
  return tables;
}

bool is_same(const seed::Table& a, const seed::Table& b) {
  return a.schema == b.schema && a.name == b.name && same_columns(a.columns, b.columns) &&
         std::ranges::equal(a.keys, b.keys,
                            [](const seed::UniqueKey& x, const seed::UniqueKey& y) {
                              return x.name == y.name && x.definition == y.definition;
                            }) &&
         std::ranges::equal(a.foreign_keys, b.foreign_keys, {}, &seed::ForeignKey::oid,
                            &seed::ForeignKey::oid) &&
         std::ranges::equal(a.checks, b.checks, {}, &seed::Check::oid, &seed::Check::oid);
}

bool changes_columns(const seed::Schema& before, const seed::Schema& after) {
  return std::ranges::any_of(before.tables, [&](const seed::Table& table) {
    const seed::Table* is = after.table(table.oid);
    return is == nullptr || !same_columns(table.columns, is->columns);
  });
}

seed::Schema with_tables(const seed::Schema& schema, const Tables& tables) {
  seed::Schema result;
  std::ranges::copy_if(schema.tables, std::back_inserter(result.tables),
                       [&](const seed::Table& table) { return tables.contains(table.oid); });
  for (const auto& table : result.tables) {
    for (const auto& column : table.columns) add_type(schema, column.type.type, result.types);
  }
  return result;
}

seed::Schema only(const seed::Schema& schema, const Tables& tables) {
  Tables wanted = tables;
  for (bool grew = true; grew;) {
    const std::size_t size = wanted.size();
    for (const auto& table : schema.tables) {
      if (table.partition_root != 0 && wanted.contains(table.oid))
        wanted.insert(table.partition_root);
      if (table.partition_root != 0 && wanted.contains(table.partition_root))
        wanted.insert(table.oid);
      if (!wanted.contains(table.oid)) continue;
      for (const auto& key : table.foreign_keys) wanted.insert(key.parent);
    }
    grew = wanted.size() != size;
  }
  return with_tables(schema, wanted);
}

Tables in_need_of_rows(Tables tables, const seed::Schema& seeded, const seed::Schema& schema) {
  for (bool grew = true; grew;) {
    const std::size_t size = tables.size();
    for (const auto& table : schema.tables) {
      if (seeded.table(table.oid) == nullptr) tables.insert(table.oid);
      if (!tables.contains(table.oid)) continue;
      if (table.partition_root != 0) tables.insert(table.partition_root);
      for (const auto& key : table.foreign_keys) {
        if (is_unique(table, key)) tables.insert(key.parent);
      }
    }
    grew = tables.size() != size;
  }
  return tables;
}

}  // namespace pgstair::rows

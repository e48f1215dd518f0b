// SPDX-License-Identifier: MIT
#include "rows/concerned_tables.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "sql/words.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The scripts of a revision as one lower-case text; names are looked for wherever they stand, so
/// that DO blocks and EXECUTE are seen.
class Text {
 public:
  explicit Text(const chain::Revision& revision) {
    for (const auto* script : {&revision.up, &revision.down}) {
      if (!*script) continue;
      const auto* sql = std::get_if<chain::SqlScript>(&**script);
      if (sql == nullptr) {
        is_code_ = true;
        continue;
      }
      for (const auto& statement : sql->statements) text_ += lower(statement.text) + "\n";
    }
  }

  /// Whether any of it is code, which may concern anything.
  bool is_code() const { return is_code_; }

  bool names(const std::string& name) const {
    const std::string wanted = lower(name);
    for (auto at = text_.find(wanted); at != std::string::npos; at = text_.find(wanted, at + 1)) {
      const std::size_t end = at + wanted.size();
      const bool begins = at == 0 || !is_word(text_[at - 1]);
      const bool ends = end == text_.size() || !is_word(text_[end]);
      if (begins && ends) return true;
    }
    return false;
  }

 private:
  std::string text_;
  bool is_code_ = false;
};

bool same_columns(const std::vector<seed::Column>& a, const std::vector<seed::Column>& b) {
  return std::ranges::equal(a, b, [](const seed::Column& x, const seed::Column& y) {
    return x.number == y.number && x.name == y.name && x.type.type == y.type.type &&
           x.type.typmod == y.type.typmod && x.not_null == y.not_null &&
           x.default_expression == y.default_expression;
  });
}

bool same(const seed::Table& a, const seed::Table& b) {
  return a.schema == b.schema && a.name == b.name && same_columns(a.columns, b.columns) &&
         std::ranges::equal(a.keys, b.keys,
                            [](const seed::UniqueKey& x, const seed::UniqueKey& y) {
                              return x.name == y.name && x.definition == y.definition;
                            }) &&
         std::ranges::equal(a.foreign_keys, b.foreign_keys, {}, &seed::ForeignKey::oid,
                            &seed::ForeignKey::oid) &&
         std::ranges::equal(a.checks, b.checks, {}, &seed::Check::oid, &seed::Check::oid);
}

bool has_named_type(const Text& text, const seed::Schema& schema, const seed::Table& table) {
  return std::ranges::any_of(table.columns, [&](const seed::Column& column) {
    const seed::Type& type = schema.type(column.type.type);
    return type.schema != "pg_catalog" && text.names(type.name);
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

bool may_concern_rows(const chain::Revision& revision, const std::vector<std::string>& names) {
  const Text text(revision);
  return text.is_code() ||
         std::ranges::any_of(names, [&](const std::string& name) { return text.names(name); });
}

Tables concerned_tables(const chain::Revision& revision, const seed::Schema& before,
                        const seed::Schema& after) {
  const Text text(revision);
  Tables tables;
  for (const auto& table : before.tables) {
    const seed::Table* is = after.table(table.oid);
    if (text.is_code() || is == nullptr || !same(table, *is) || text.names(table.name) ||
        has_named_type(text, before, table)) {
      tables.insert(table.oid);
    }
  }
  return tables;
}

bool changes_columns(const seed::Schema& before, const seed::Schema& after) {
  return std::ranges::any_of(before.tables, [&](const seed::Table& table) {
    const seed::Table* is = after.table(table.oid);
    return is == nullptr || !same_columns(table.columns, is->columns);
  });
}

bool may_read_rows(const chain::Revision& revision) {
  static const std::set<std::string> definitions{"create", "drop",   "alter", "comment",
                                                 "grant",  "revoke", "set",   "reset"};
  for (const auto* script : {&revision.up, &revision.down}) {
    if (!*script) continue;
    const auto* sql = std::get_if<chain::SqlScript>(&**script);
    if (sql == nullptr) return true;
    for (const auto& statement : sql->statements) {
      sql::Words words(statement.text);
      if (!definitions.contains(words.next())) return true;
      const std::string text = lower(statement.text);
      const bool of_expression =
          text.find(" index ") != std::string::npos && std::ranges::count(text, '(') > 1;
      const bool makes_rows = text.find(" as") != std::string::npos &&
                              text.find("select") != std::string::npos &&
                              text.find("function") == std::string::npos;
      if (of_expression || makes_rows) return true;
    }
  }
  return false;
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

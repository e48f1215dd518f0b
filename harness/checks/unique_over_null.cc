// SPDX-License-Identifier: MIT
#include "checks/unique_over_null.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "checks/findings.h"
#include "sql/unique_key.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

struct Key {
  catalog::Identity identity;
  sql::UniqueKey key;
};

std::optional<Key> key_of_constraint(const catalog::Object& constraint) {
  const auto attributes = catalog::attributes(constraint);
  const std::string& type = attributes.at("type");
  if (type != "unique" && type != "primary key") return std::nullopt;
  auto key = sql::unique_constraint(attributes.at("definition"));
  if (!key) return std::nullopt;
  return Key{constraint.identity, std::move(*key)};
}

std::optional<Key> key_of_index(const catalog::Object& index) {
  const auto attributes = catalog::attributes(index);
  if (attributes.at("unique") != "yes") return std::nullopt;
  auto key = sql::unique_index(attributes.at("definition"));
  if (!key) return std::nullopt;
  return Key{index.identity, std::move(*key)};
}

std::vector<Key> keys_of(const HeadTable& table) {
  std::vector<Key> keys;
  for (const auto& constraint : table.constraints) {
    if (auto key = key_of_constraint(constraint)) keys.push_back(std::move(*key));
  }
  for (const auto& index : table.indexes) {
    if (auto key = key_of_index(index)) keys.push_back(std::move(*key));
  }
  return keys;
}

/// Columns of which a CHECK of the table asks whether they are NULL.
std::set<std::string> tested_by_checks(const HeadTable& table) {
  std::set<std::string> columns;
  for (const auto& constraint : table.constraints) {
    const auto attributes = catalog::attributes(constraint);
    if (attributes.at("type") == "check")
      columns.merge(sql::columns_tested_for_null(attributes.at("definition")));
  }
  return columns;
}

/// Whether it is of those that are true in one of the rows and NULL in all others, on purpose.
bool is_flag(const HeadTable& table, const std::string& column) {
  return table.columns.at(column).type == "boolean";
}

bool may_be_null(const HeadTable& table, const std::string& column) {
  const auto found = table.columns.find(column);
  return found != table.columns.end() && found->second.nullable;
}

/// The columns of the key that may be NULL without anybody having thought of it.
std::vector<std::string> unthought_of(const Key& key, const std::vector<Key>& keys,
                                      const HeadTable& table) {
  std::vector<std::string> nullable;
  std::ranges::copy_if(key.key.columns, std::back_inserter(nullable),
                       [&](const std::string& column) { return may_be_null(table, column); });
  const bool is_optional = nullable.size() == key.key.columns.size();
  if (nullable.empty() || is_optional || key.key.nulls_not_distinct) return {};
  const auto checked = tested_by_checks(table);
  std::erase_if(nullable, [&](const std::string& column) {
    return is_flag(table, column) || key.key.where_tests_null.contains(column) ||
           checked.contains(column) || std::ranges::any_of(keys, [&](const Key& other) {
             return other.key.where_is_null.contains(column);
           });
  });
  return nullable;
}

/// Whether a primary key, or another key, of columns that are never NULL is a part of this one: no
/// two rows are alike in all of its columns, then.
bool is_wider_than_another(const Key& key, const std::vector<Key>& keys, const HeadTable& table) {
  return std::ranges::any_of(keys, [&](const Key& other) {
    const auto& columns = other.key.columns;
    return columns.size() < key.key.columns.size() && !other.key.is_partial &&
           std::ranges::all_of(columns, [&](const std::string& column) {
             return !column.empty() && contains(key.key.columns, column) &&
                    !may_be_null(table, column);
           });
  });
}

report::Finding about(const Key& key, const std::vector<std::string>& nullable,
                      const walk::ChainRecord& record) {
  const chain::Revision* revision = made_by(key.identity, record);
  const std::string name = catalog::to_string(key.identity);
  report::Finding result = finding(
      "unique-lets-nulls-repeat", revision == nullptr ? "" : revision->id,
      "The " + name + " is no bar to equal rows in which " + join(nullable, " or ") + " is NULL",
      {revision == nullptr ? "" : revision->file});
  result.object = name;
  return result;
}

}  // namespace

std::vector<report::Finding> unique_over_null(const HeadTables& tables,
                                              const walk::ChainRecord& record) {
  std::vector<report::Finding> findings;
  for (const auto& [name, table] : tables) {
    if (table.is_partition) continue;  // its parent has the key
    const auto keys = keys_of(table);
    for (const auto& key : keys) {
      const auto nullable = unthought_of(key, keys, table);
      if (!nullable.empty() && !is_wider_than_another(key, keys, table))
        findings.push_back(about(key, nullable, record));
    }
  }
  return findings;
}

}  // namespace pgstair::checks

// SPDX-License-Identifier: MIT
#include "checks/missing_row_security.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "checks/findings.h"
#include "sql/creation.h"
#include "sql/script.h"
#include "sql/unique_key.h"
#include "support/text.h"

namespace pgstair::checks {

namespace {

using report::Finding;

/// The columns of the table that its policies name.
std::set<std::string> policy_columns(const HeadTable& table) {
  std::set<std::string> columns;
  for (const auto& policy : table.policies) {
    const auto attributes = catalog::attributes(policy);
    for (const char* expression : {"using", "with_check"}) {
      const auto found = attributes.find(expression);
      if (found != attributes.end()) columns.merge(sql::columns_of_expression(found->second));
    }
  }
  std::erase_if(columns, [&](const auto& column) { return !table.columns.contains(column); });
  return columns;
}

bool is_unprotected(const HeadTable& table) { return !table.row_security && !table.is_partition; }

/// Whether the column alone is the table's primary key: it names the rows, not whose they are.
bool is_key(const HeadTable& table, const std::string& column) {
  return std::ranges::any_of(table.constraints, [&](const catalog::Object& constraint) {
    return catalog::attributes(constraint).at("definition") == "PRIMARY KEY (" + column + ")";
  });
}

/// A column with its type, and how many tables have it with and without row security.
struct Shared {
  std::size_t in_policies = 0;
  std::size_t with = 0;
  std::size_t without = 0;
};
using SharedColumns = std::map<std::pair<std::string, std::string>, Shared>;

/// The columns by which policies of several tables tell rows apart.
SharedColumns shared_columns(const HeadTables& tables) {
  SharedColumns shared;
  for (const auto& [name, table] : tables) {
    if (!table.row_security) continue;
    for (const auto& column : policy_columns(table))
      ++shared[{column, table.columns.at(column).type}].in_policies;
  }
  std::erase_if(shared, [](const auto& column) { return column.second.in_policies < 2; });
  for (const auto& [name, table] : tables) {
    if (table.is_partition) continue;
    for (auto& [column, counts] : shared) {
      const auto own = table.columns.find(column.first);
      if (own == table.columns.end() || own->second.type != column.second) continue;
      if (is_key(table, column.first)) continue;
      ++(table.row_security ? counts.with : counts.without);
    }
  }
  return shared;
}

Finding about(const HeadTable& table, const std::string& why, const chain::Revision* revision,
              const Location& location) {
  const std::string name = catalog::to_string(table.identity);
  Finding result = finding("row-security-missing", revision == nullptr ? "" : revision->id,
                           "The " + name + " has no row security: " + why, location);
  result.object = name;
  return result;
}

std::optional<Finding> by_column(const HeadTable& table, const SharedColumns& shared,
                                 const walk::ChainRecord& record) {
  for (const auto& [column, counts] : shared) {
    const auto own = table.columns.find(column.first);
    if (own == table.columns.end() || own->second.type != column.second) continue;
    if (counts.with <= counts.without || is_key(table, column.first)) continue;
    const chain::Revision* revision = made_by(table.identity, record);
    return about(table,
                 "it has the column " + column.first + ", and " + std::to_string(counts.with) +
                     " of the " + std::to_string(counts.with + counts.without) +
                     " tables that have it show each tenant its own rows only",
                 revision, {revision == nullptr ? "" : revision->file});
  }
  return std::nullopt;
}

/// The table of this name, in whatever schema if it gives none.
const HeadTable* find(const HeadTables& tables, const sql::Name& name) {
  for (const auto& [qualified, table] : tables) {
    if (table.identity.name != sql::quote_identifier(name.name)) continue;
    if (name.schema.empty() || table.identity.schema == sql::quote_identifier(name.schema))
      return &table;
  }
  return nullptr;
}

/// Whether `source` has policies whose columns `table` has as well.
bool has_columns_of_policies(const HeadTable& table, const HeadTable& source) {
  if (!source.row_security) return false;
  const auto columns = policy_columns(source);
  return !columns.empty() && std::ranges::all_of(columns, [&](const std::string& column) {
    return table.columns.contains(column);
  });
}

std::optional<Finding> by_parent(const HeadTable& table, const HeadTables& tables,
                                 const walk::ChainRecord& record) {
  for (const std::string_view piece : split(table.inherits, ',')) {
    const auto parent = tables.find(std::string(trim(piece)));
    if (parent == tables.end() || !has_columns_of_policies(table, parent->second)) continue;
    const chain::Revision* revision = made_by(table.identity, record);
    return about(table, "it inherits from " + parent->first + ", and policies are not inherited",
                 revision, {revision == nullptr ? "" : revision->file});
  }
  return std::nullopt;
}

/// Tables that a script copies from one with policies, by their names.
std::map<std::string, Finding> by_copy(const HeadTables& tables, const walk::ChainRecord& record) {
  std::map<std::string, Finding> findings;
  for (const std::size_t index : record.applied) {
    const chain::Revision& revision = record.chain->revisions()[index];
    const auto* script = std::get_if<chain::SqlScript>(&*revision.up);
    if (script == nullptr) continue;
    for (const auto& statement : script->statements) {
      for (const auto& copy : sql::table_copies(statement.text)) {
        const HeadTable* table = find(tables, copy.table);
        const HeadTable* source = find(tables, copy.source);
        if (table == nullptr || source == nullptr || table == source) continue;
        if (!is_unprotected(*table) || !has_columns_of_policies(*table, *source)) continue;
        const std::string of = catalog::qualified_name(source->identity);
        findings.insert_or_assign(
            catalog::qualified_name(table->identity),
            about(*table, "it is made after " + of + ", and policies are not copied", &revision,
                  statement.location));
      }
    }
  }
  return findings;
}

}  // namespace

std::vector<Finding> missing_row_security(const HeadTables& tables,
                                          const walk::ChainRecord& record) {
  std::vector<Finding> findings;
  const bool any =
      std::ranges::any_of(tables, [](const auto& table) { return table.second.row_security; });
  if (!any) return findings;
  auto copies = by_copy(tables, record);
  const SharedColumns shared = shared_columns(tables);
  for (const auto& [name, table] : tables) {
    if (!is_unprotected(table)) continue;
    if (const auto copy = copies.find(name); copy != copies.end()) {
      findings.push_back(std::move(copy->second));
    } else if (auto found = by_parent(table, tables, record)) {
      findings.push_back(std::move(*found));
    } else if (auto other = by_column(table, shared, record)) {
      findings.push_back(std::move(*other));
    }
  }
  return findings;
}

}  // namespace pgstair::checks

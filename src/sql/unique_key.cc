// SPDX-License-Identifier: MIT
#include "sql/unique_key.h"

#include "sql/script.h"
#include "sql/tree.h"

namespace pgstair::sql {

namespace {

/// The column of a ColumnRef, without its table; empty for `*`.
std::string column_of(const Tree& column_ref) {
  const Tree& fields = member(column_ref, "fields");
  if (!fields.is_array() || fields.empty()) return {};
  const std::string name = text_member(member(fields.back(), "String"), "sval");
  return name.empty() ? "" : quote_identifier(name);
}

std::set<std::string> columns_in(const Tree& tree) {
  std::set<std::string> columns;
  visit_members(tree, [&](const std::string& name, const Tree& node) {
    if (name == "ColumnRef") columns.insert(column_of(node));
    return true;
  });
  columns.erase("");
  return columns;
}

std::set<std::string> null_tested(const Tree& tree) {
  std::set<std::string> columns;
  visit_members(tree, [&](const std::string& name, const Tree& node) {
    const bool is_test = name == "NullTest";
    const bool counts =
        name == "FuncCall" && dotted_name(member(node, "funcname")).name.starts_with("num_n");
    if (is_test || counts) columns.merge(columns_in(node));
    return true;
  });
  return columns;
}

/// The columns that a condition, or one of what AND joins in it, wants to be NULL.
void add_null_columns(const Tree& condition, std::set<std::string>& columns) {
  const Tree& both = member(condition, "BoolExpr");
  if (text_member(both, "boolop") == "AND_EXPR") {
    for (const auto& part : member(both, "args")) add_null_columns(part, columns);
  }
  const Tree& test = member(condition, "NullTest");
  if (text_member(test, "nulltesttype") == "IS_NULL") columns.merge(columns_in(test));
}

}  // namespace

std::optional<UniqueKey> unique_constraint(std::string_view definition) {
  const auto tree = tree_of("ALTER TABLE t ADD " + std::string(definition));
  if (!tree) return std::nullopt;
  UniqueKey key;
  bool is_unique = false;
  visit_members(*tree, [&](const std::string& name, const Tree& node) {
    if (name != "Constraint") return true;
    const std::string kind = text_member(node, "contype");
    is_unique = kind == "CONSTR_UNIQUE" || kind == "CONSTR_PRIMARY";
    key.nulls_not_distinct = flag_member(node, "nulls_not_distinct");
    for (const auto& column : member(node, "keys"))
      key.columns.push_back(quote_identifier(text_member(member(column, "String"), "sval")));
    return false;
  });
  return is_unique ? std::optional(key) : std::nullopt;
}

std::optional<UniqueKey> unique_index(std::string_view definition) {
  const auto tree = tree_of("CREATE UNIQUE INDEX i ON t USING " + std::string(definition));
  if (!tree) return std::nullopt;
  const Tree& index = member(*tree, "IndexStmt");
  UniqueKey key;
  key.nulls_not_distinct = flag_member(index, "nulls_not_distinct");
  for (const auto& element : member(index, "indexParams")) {
    const std::string column = text_member(member(element, "IndexElem"), "name");
    key.columns.push_back(column.empty() ? "" : quote_identifier(column));
  }
  key.is_partial = !member(index, "whereClause").is_null();
  key.where_tests_null = null_tested(member(index, "whereClause"));
  add_null_columns(member(index, "whereClause"), key.where_is_null);
  return key;
}

std::set<std::string> columns_tested_for_null(std::string_view check) {
  const auto tree = tree_of("ALTER TABLE t ADD " + std::string(check));
  return tree ? null_tested(*tree) : std::set<std::string>{};
}

std::set<std::string> columns_of_expression(std::string_view expression) {
  const auto tree = tree_of("SELECT " + std::string(expression));
  return tree ? columns_in(*tree) : std::set<std::string>{};
}

}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
// The tree tells whether it is such a statement and what it names; the text of its expressions is
// cut out of the statement.
#include "sql/data_statement.h"

#include <algorithm>

#include "sql/clauses.h"
#include "sql/script.h"
#include "sql/tree.h"

namespace pgstair::sql {

namespace {

/// The columns that are set or listed, in their order; nothing if one is only set in part, as by
/// `a[1] = 2` or `a.b = 2`.
std::optional<std::vector<std::string>> column_names(const Tree& targets) {
  std::vector<std::string> names;
  for (const auto& node : targets) {
    const Tree& target = member(node, "ResTarget");
    if (!member(target, "indirection").is_null()) return std::nullopt;
    names.push_back(text_member(target, "name"));
  }
  return names;
}

bool is_expression(const Tree& target) {
  const Tree& value = member(member(target, "ResTarget"), "val");
  return member(value, "MultiAssignRef").is_null() && member(value, "SetToDefault").is_null();
}

void describe_table(const Tree& range_var, DataStatement& statement) {
  statement.table = relation_name(range_var);
  statement.only = !flag_member(range_var, "inh");
  const std::string alias = text_member(member(range_var, "alias"), "aliasname");
  statement.alias = quote_identifier(alias.empty() ? statement.table.name : alias);
}

void cut_condition(ClauseReader& reader, DataStatement& statement) {
  if (reader.take("where")) statement.condition = reader.until({"returning", ";"});
}

bool read_update(const Tree& node, ClauseReader& reader, DataStatement& statement) {
  const Tree& targets = member(node, "targetList");
  const auto columns = column_names(targets);
  if (!columns || !std::ranges::all_of(targets, is_expression)) return false;
  reader.until({"set"});
  for (const auto& column : *columns) {
    reader.until({"="});
    reader.take("=");
    statement.assignments.emplace_back(column,
                                       reader.until({",", "from", "where", "returning", ";"}));
  }
  if (reader.take("from")) statement.sources = reader.until({"where", "returning", ";"});
  cut_condition(reader, statement);
  return true;
}

bool read_delete(ClauseReader& reader, DataStatement& statement) {
  statement.kind = DataStatement::Kind::remove;
  reader.until({"using", "where", "returning", ";"});
  if (reader.take("using")) statement.sources = reader.until({"where", "returning", ";"});
  cut_condition(reader, statement);
  return true;
}

/// How many values each row of VALUES has, each of them said; 0 for anything else.
std::size_t values_of(const Tree& node) {
  std::size_t count = 0;
  for (const auto& row : member(member(member(node, "selectStmt"), "SelectStmt"), "valuesLists")) {
    const Tree& values = member(member(row, "List"), "items");
    for (const auto& value : values) {
      if (!member(value, "SetToDefault").is_null()) return 0;
    }
    count = values.size();
  }
  return count;
}

bool read_insert(const Tree& node, ClauseReader& reader, DataStatement& statement) {
  statement.kind = DataStatement::Kind::insert;
  const auto columns = column_names(member(node, "cols"));
  if (!columns || !member(node, "onConflictClause").is_null()) return false;
  statement.columns = *columns;
  statement.values = values_of(node);
  reader.until({"(", "select", "with", "values", "overriding"});
  if (!columns->empty()) reader.take_parentheses();
  if (reader.is("overriding")) reader.until({"select", "with", "values", "("});
  const bool is_known =
      reader.is("values") ? statement.values > 0 : reader.is("select") || reader.is("with");
  if (!is_known) return false;  // a DEFAULT among VALUES, or in parentheses
  statement.select = reader.until({"returning", ";"});
  return true;
}

bool read_parts(const std::string& kind, const Tree& node, ClauseReader& reader,
                DataStatement& statement) {
  const bool at_cursor = !member(member(node, "whereClause"), "CurrentOfExpr").is_null();
  if (!member(node, "withClause").is_null() || at_cursor) return false;
  describe_table(member(node, "relation"), statement);
  if (kind == "UpdateStmt") return read_update(node, reader, statement);
  if (kind == "DeleteStmt") return read_delete(reader, statement);
  return kind == "InsertStmt" && read_insert(node, reader, statement);
}

}  // namespace

std::string DataStatement::aliased_table() const {
  const std::string schema = table.schema.empty() ? "" : quote_identifier(table.schema) + ".";
  return (only ? "ONLY " : "") + schema + quote_identifier(table.name) + " AS " + alias;
}

std::optional<DataStatement> read_data_statement(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree || !tree->is_object() || tree->empty()) return std::nullopt;
  ClauseReader reader(statement);
  DataStatement result;
  const auto node = tree->begin();
  if (!read_parts(node.key(), node.value(), reader, result)) return std::nullopt;
  return result;
}

}  // namespace pgstair::sql

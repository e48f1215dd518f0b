// SPDX-License-Identifier: MIT
#include "sql/creation.h"

#include "sql/tree.h"

namespace pgstair::sql {

namespace {

using Kind = GuardedCreation::Kind;

std::vector<GuardedCreation> of_alter_table(const Tree& alter_table_stmt) {
  std::vector<GuardedCreation> result;
  const Tree& commands = member(alter_table_stmt, "cmds");
  for (const auto& node : commands) {
    const Tree& command = member(node, "AlterTableCmd");
    if (text_member(command, "subtype") != "AT_AddColumn" || !flag_member(command, "missing_ok"))
      continue;
    const Tree& definition = member(member(command, "def"), "ColumnDef");
    result.push_back({Kind::column,
                      {"", text_member(definition, "colname")},
                      relation_name(member(alter_table_stmt, "relation")),
                      commands.size() == 1});
  }
  return result;
}

}  // namespace

std::vector<GuardedCreation> guarded_creations(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree || !tree->is_object() || tree->empty()) return {};
  const std::string node = tree->begin().key();
  const Tree& content = tree->begin().value();
  if (node == "AlterTableStmt") return of_alter_table(content);
  if (!flag_member(content, "if_not_exists")) return {};
  if (node == "CreateStmt")
    return {{Kind::table, relation_name(member(content, "relation")), {}, true}};
  if (node == "CreateSeqStmt")
    return {{Kind::sequence, relation_name(member(content, "sequence")), {}, true}};
  if (node == "CreateTableAsStmt") {
    const bool is_view = text_member(content, "objtype") == "OBJECT_MATVIEW";
    return {{is_view ? Kind::materialized_view : Kind::table,
             relation_name(member(member(content, "into"), "rel")),
             {},
             true}};
  }
  if (node != "IndexStmt") return {};
  const Name table = relation_name(member(content, "relation"));
  return {{Kind::index, {table.schema, text_member(content, "idxname")}, table, true}};
}

std::optional<Name> replaced_function(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree) return std::nullopt;
  const Tree& function = member(*tree, "CreateFunctionStmt");
  if (!flag_member(function, "replace")) return std::nullopt;
  return dotted_name(member(function, "funcname"));
}

std::vector<TableCopy> table_copies(std::string_view statement) {
  const Facts known = facts(statement);
  std::vector<TableCopy> copies;
  if (known.kind == StatementKind::create_table_as) {
    for (const auto& table : known.creates) {
      for (const auto& source : known.reads) copies.push_back({table, source});
    }
  }
  if (known.kind != StatementKind::create_table) return copies;
  const auto tree = tree_of(statement);
  if (!tree) return copies;
  const Tree& created = member(*tree, "CreateStmt");
  for (const auto& element : member(created, "tableElts")) {
    const Tree& like = member(element, "TableLikeClause");
    if (like.is_null()) continue;
    copies.push_back(
        {relation_name(member(created, "relation")), relation_name(member(like, "relation"))});
  }
  return copies;
}

}  // namespace pgstair::sql

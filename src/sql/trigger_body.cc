// SPDX-License-Identifier: MIT
#include "sql/trigger_body.h"

#include <pg_query.h>

#include <memory>
#include <string>
#include <vector>

#include "sql/script.h"
#include "sql/tree.h"

namespace pgstair::sql {

namespace {

/// libpg_query's tree of a PL/pgSQL body; empty if it is none.
Tree tree_of_body(std::string_view body) {
  if (body.size() > longest_parsed) return {};
  const std::string definition =
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS " + quote_literal(body);
  const auto free_result = [](PgQueryPlpgsqlParseResult* result) {
    pg_query_free_plpgsql_parse_result(*result);
  };
  auto result = pg_query_parse_plpgsql(definition.c_str());
  const std::unique_ptr<PgQueryPlpgsqlParseResult, decltype(free_result)> owner(&result,
                                                                                free_result);
  return result.error != nullptr ? Tree{} : Tree::parse(result.plpgsql_funcs, nullptr, false);
}

/// The statements in it, as they are written.
std::vector<std::string> statements_in(const Tree& body) {
  std::vector<std::string> statements;
  std::vector<const Tree*> to_come{&body};
  while (!to_come.empty()) {
    const Tree& node = *to_come.back();
    to_come.pop_back();
    if (!node.is_structured()) continue;
    if (const Tree& statement = member(node, "sqlstmt"); !statement.is_null())
      statements.push_back(text_member(member(statement, "PLpgSQL_expr"), "query"));
    for (const auto& inner : node) to_come.push_back(&inner);
  }
  return statements;
}

}  // namespace

std::set<Name> inserts_of_trigger(std::string_view body) {
  std::set<Name> tables;
  for (const auto& statement : statements_in(tree_of_body(body))) {
    Facts found = facts(statement);
    if (found.kind == StatementKind::insert) tables.merge(found.writes);
  }
  return tables;
}

}  // namespace pgstair::sql

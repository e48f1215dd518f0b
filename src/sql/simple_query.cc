// SPDX-License-Identifier: MIT
#include "sql/simple_query.h"

#include <algorithm>
#include <vector>

#include "sql/clauses.h"
#include "sql/script.h"
#include "sql/tree.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

constexpr const char* not_simple[] = {
    "withClause",  "larg",       "distinctClause", "groupClause",   "havingClause", "windowClause",
    "valuesLists", "limitCount", "limitOffset",    "lockingClause", "intoClause"};

/// "f", or "f(a, b)" where the columns are named, too.
std::string alias_of(const Tree& range_var) {
  const Tree& alias = member(range_var, "alias");
  if (alias.is_null()) return quote_identifier(relation_name(range_var).name);
  std::vector<std::string> columns;
  for (const auto& column : member(alias, "colnames"))
    columns.push_back(quote_identifier(text_member(member(column, "String"), "sval")));
  const std::string name = quote_identifier(text_member(alias, "aliasname"));
  return columns.empty() ? name : name + "(" + join(columns, ", ") + ")";
}

}  // namespace

std::optional<SimpleQuery> read_simple_query(std::string_view query) {
  const auto tree = tree_of(query);
  if (!tree) return std::nullopt;
  const Tree& select = member(*tree, "SelectStmt");
  const Tree& sources = member(select, "fromClause");
  const bool is_simple = std::ranges::all_of(
      not_simple, [&](const char* clause) { return member(select, clause).is_null(); });
  if (sources.size() != 1 || !is_simple) return std::nullopt;
  const Tree& source = member(sources.front(), "RangeVar");
  if (source.is_null()) return std::nullopt;

  ClauseReader reader(query);
  SimpleQuery result;
  result.list = reader.until({"from"});
  result.relation = relation_name(source);
  result.alias = alias_of(source);
  reader.until({"where", "order", ";"});
  if (reader.take("where")) result.condition = reader.until({"order", ";"});
  return result;
}

}  // namespace pgstair::sql

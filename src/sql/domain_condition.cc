// SPDX-License-Identifier: MIT
#include "sql/domain_condition.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "sql/tree.h"

namespace pgstair::sql {

namespace {

/// To the parser VALUE is the name of a column.
bool is_value(const Tree& column_ref) {
  const Tree& fields = member(column_ref, "fields");
  return fields.size() == 1 && dotted_name(fields) == Name{"", "value"};
}

/// Where VALUE stands in the text that the tree was made of, the last one first.
std::vector<std::size_t> places_of_value(const Tree& tree) {
  std::vector<std::size_t> places;
  visit_members(tree, [&](const std::string& name, const Tree& node) {
    if (name == "ColumnRef" && is_value(node))
      places.push_back(member(node, "location").get<std::size_t>());
    return true;
  });
  std::ranges::sort(places, std::greater<>());
  return places;
}

}  // namespace

std::optional<std::string> with_value(std::string_view condition, std::string_view column) {
  std::string statement = "SELECT ";
  const std::size_t start = statement.size();
  statement += condition;
  const auto tree = tree_of(statement);
  if (!tree) return std::nullopt;
  for (const std::size_t place : places_of_value(*tree)) {
    const std::string_view written = statement[place] == '"' ? "\"value\"" : "VALUE";
    statement.replace(place, written.size(), column);
  }
  return statement.substr(start);
}

}  // namespace pgstair::sql

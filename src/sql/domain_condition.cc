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
  std::vector<const Tree*> to_come{&tree};
  while (!to_come.empty()) {
    const Tree& node = *to_come.back();
    to_come.pop_back();
    if (!node.is_structured()) continue;
    for (const auto& [key, inner] : node.items()) {
      if (key == "ColumnRef" && is_value(inner))
        places.push_back(member(inner, "location").get<std::size_t>());
      to_come.push_back(&inner);
    }
  }
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

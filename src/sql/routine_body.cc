// SPDX-License-Identifier: MIT
#include "sql/routine_body.h"

#include "sql/tree.h"

namespace pgstair::sql {

std::optional<RoutineBody> routine_body(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree) return std::nullopt;
  const Tree& content = member(*tree, "CreateFunctionStmt");
  if (content.is_null()) return std::nullopt;
  RoutineBody routine{dotted_name(member(content, "funcname")), std::string(statement)};
  for (const auto& option : member(content, "options")) {
    const Tree& element = member(option, "DefElem");
    if (text_member(element, "defname") != "as") continue;
    const Tree& texts = member(member(member(element, "arg"), "List"), "items");
    if (!texts.empty()) routine.body = text_member(member(texts.front(), "String"), "sval");
  }
  return routine;
}

}  // namespace pgstair::sql

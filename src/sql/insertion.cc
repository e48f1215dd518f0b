// SPDX-License-Identifier: MIT
#include "sql/insertion.h"

#include <algorithm>
#include <optional>

#include "sql/facts.h"
#include "sql/tree.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

bool is_default(const Tree& value) { return value.is_object() && value.contains("SetToDefault"); }

/// Whether a row of VALUES has DEFAULT at this place; at any, if none is said.
bool has_default(const Tree& select, std::optional<std::size_t> place) {
  const Tree& rows = member(member(select, "SelectStmt"), "valuesLists");
  return std::ranges::any_of(rows, [&](const Tree& row) {
    const Tree& values = member(member(row, "List"), "items");
    if (!place) return std::ranges::any_of(values, is_default);
    return *place < values.size() && is_default(values[*place]);
  });
}

bool insert_leaves_out(const Tree& insert, const std::string& column) {
  if (text_member(insert, "override") == "OVERRIDING_USER_VALUE") return true;
  const Tree& select = member(insert, "selectStmt");
  if (select.is_null()) return true;  // DEFAULT VALUES
  const Tree& columns = member(insert, "cols");
  if (columns.is_null()) return has_default(select, std::nullopt);
  for (std::size_t place = 0; place < columns.size(); ++place) {
    if (text_member(member(columns[place], "ResTarget"), "name") == column)
      return has_default(select, place);
  }
  return true;
}

bool copy_leaves_out(const Tree& copy, const std::string& column) {
  const Tree& columns = member(copy, "attlist");
  if (columns.is_null()) return false;
  return std::ranges::none_of(columns, [&](const Tree& each) {
    return text_member(member(each, "String"), "sval") == column ||
           text_member(member(each, "String"), "str") == column;
  });
}

bool is_opaque(StatementKind kind) {
  return kind == StatementKind::unknown || kind == StatementKind::code_block ||
         kind == StatementKind::call || kind == StatementKind::execute;
}

}  // namespace

bool may_insert_default(std::string_view statement, const std::string& table,
                        const std::string& column) {
  const Facts known = facts(statement);
  if (is_opaque(known.kind)) return has_word(lower(statement), lower(table));
  const bool writes =
      std::ranges::any_of(known.writes, [&](const Name& name) { return name.name == table; });
  if (!writes) return false;
  const auto tree = tree_of(statement);
  if (!tree) return true;
  if (const Tree& insert = member(*tree, "InsertStmt"); !insert.is_null()) {
    if (relation_name(member(insert, "relation")).name == table)
      return insert_leaves_out(insert, column);
    return true;  // another part of it writes to the table
  }
  if (const Tree& copy = member(*tree, "CopyStmt"); !copy.is_null())
    return copy_leaves_out(copy, column);
  const bool adds_none = known.kind == StatementKind::update ||
                         known.kind == StatementKind::remove ||
                         known.kind == StatementKind::truncate;
  return !adds_none;
}

}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
#include "sql/copied_rows.h"

#include <algorithm>

#include "sql/script.h"
#include "sql/tree.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

int hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Takes the character that the digits at `at` are the number of, three octal ones at most.
char octal(std::string_view cell, std::size_t& at) {
  int value = 0;
  for (int digits = 0; digits < 3 && at < cell.size() && is_octal(cell[at]); ++digits, ++at)
    value = value * 8 + (cell[at] - '0');
  return static_cast<char>(value & 0xFF);
}

/// Likewise after `\x`, two at most; x itself if there is none.
char hexadecimal(std::string_view cell, std::size_t& at) {
  int value = 0;
  int digits = 0;
  for (; digits < 2 && at < cell.size() && hexadecimal_digit(cell[at]) >= 0; ++digits, ++at)
    value = value * 16 + hexadecimal_digit(cell[at]);
  return digits == 0 ? 'x' : static_cast<char>(value);
}

/// Takes what follows a backslash.
char unescaped(std::string_view cell, std::size_t& at) {
  if (is_octal(cell[at])) return octal(cell, at);
  switch (const char c = cell[at++]) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    case 'x':
      return hexadecimal(cell, at);
    default:
      return c;
  }
}

std::optional<std::string> value_of(std::string_view cell) {
  if (cell == "\\N") return std::nullopt;
  std::string value;
  for (std::size_t at = 0; at < cell.size();) {
    const char c = cell[at++];
    value += c == '\\' && at < cell.size() ? unescaped(cell, at) : c;
  }
  return value;
}

}  // namespace

std::optional<CopyTarget> copy_target(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree) return std::nullopt;
  const Tree& copy = member(*tree, "CopyStmt");
  const Tree& columns = member(copy, "attlist");
  const bool is_from_client = flag_member(copy, "is_from") && text_member(copy, "filename").empty();
  const bool has_options = !member(copy, "options").empty() || copy.contains("whereClause");
  if (!is_from_client || has_options || columns.empty()) return std::nullopt;
  const Name name = relation_name(member(copy, "relation"));
  CopyTarget target;
  target.table = (name.schema.empty() ? "" : quote_identifier(name.schema) + ".") +
                 quote_identifier(name.name);
  for (const auto& column : columns)
    target.columns.push_back(quote_identifier(text_member(member(column, "String"), "sval")));
  return target;
}

std::vector<std::optional<std::string>> copied_cells(std::string_view row) {
  std::vector<std::optional<std::string>> cells;
  // A tab within a value is written \t, so that each is a separator.
  for (const auto cell : split(row, '\t')) cells.push_back(value_of(cell));
  return cells;
}

}  // namespace pgstair::sql

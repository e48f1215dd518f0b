// SPDX-License-Identifier: MIT
#include "author/python_sql.h"

#include <cctype>

#include "support/text.h"

namespace pgstair::author {

namespace {

bool is_of_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '$';
}

/// Whether SQLAlchemy's text() reads the colon at `at` as something else than a colon: the name of
/// a parameter follows, or a backslash stands before it. Source: sqlalchemy/sql/compiler.py,
/// BIND_PARAMS and BIND_PARAMS_ESC.
bool is_special(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_of_name(text[end])) ++end;
  if (end < text.size() && text[end] == ':') return false;
  const char before = at == 0 ? ' ' : text[at - 1];
  if (before == '\\') return true;
  return end > at + 1 && before != ':' && !(is_of_name(before) && before != '$');
}

std::string with_escaped_colons(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ':' && is_special(text, at)) result += '\\';
    result += text[at];
  }
  return result;
}

}  // namespace

std::string python_string(std::string_view text) {
  const bool has_backslash = text.find('\\') != std::string_view::npos;
  const bool has_quotes = text.find("\"\"\"") != std::string_view::npos;
  const bool ends_in_mark = text.ends_with('"') || text.ends_with('\\');
  const bool has_returns = text.find('\r') != std::string_view::npos;  // Python drops them
  const bool is_short =
      text.find('\n') == std::string_view::npos && text.find('"') == std::string_view::npos;
  const std::string_view marks = is_short ? "\"" : "\"\"\"";
  std::string written(text);
  if (has_quotes || ends_in_mark || has_returns) {
    written = replace_all(replace_all(written, "\\", "\\\\"), "\"", "\\\"");
    written = replace_all(written, "\r", "\\r");
  } else if (has_backslash) {
    return "r" + std::string(marks) + written + std::string(marks);
  }
  return std::string(marks) + written + std::string(marks);
}

std::string op_execute(std::string_view statement) {
  statement = trim(statement);
  if (statement.ends_with(';')) statement.remove_suffix(1);
  const std::string sql = with_escaped_colons(statement);
  const bool has_lines = sql.find('\n') != std::string::npos;
  return "op.execute(" + std::string(has_lines ? "\n        " : "") + python_string(sql) +
         (has_lines ? "\n    )" : ")");
}

}  // namespace pgstair::author

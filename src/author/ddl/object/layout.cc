// SPDX-License-Identifier: MIT
#include "author/ddl/object/layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "sql/clauses.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

constexpr std::size_t long_line = 80;

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// The length of what the parenthesis that begins here holds, with both of its ends.
std::size_t parenthesis_length(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'' || text[at] == '"') {
      at += quoted_length(text.substr(at)) - 1;
    } else if (text[at] == '(') {
      ++depth;
    } else if (text[at] == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return text.size();
}

/// Where an option begins: ", name=".
bool begins_option(std::string_view text) {
  const std::size_t sign = text.find('=');
  return sign != std::string_view::npos && sign > 0 &&
         std::ranges::all_of(text.substr(0, sign), is_name_character);
}

bool is_plain_value(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, is_name_character);
}

/// The settings that hold a list of names, which the server quotes itself (GUC_LIST_QUOTE).
constexpr std::array<std::string_view, 6> settings_of_names{"search_path",
                                                            "temp_tablespaces",
                                                            "local_preload_libraries",
                                                            "unix_socket_directories",
                                                            "session_preload_libraries",
                                                            "shared_preload_libraries"};

/// A name as the server has quoted it; an empty one is only taken as a string.
std::string name_in_setting(std::string_view name) {
  return name == "\"\"" ? "''" : std::string(name);
}

}  // namespace

std::size_t quoted_length(std::string_view text) {
  const char quote = text.front();
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != quote) continue;
    if (at + 1 == text.size() || text[at + 1] != quote) return at + 1;
    ++at;
  }
  return text.size();
}

std::string block(const std::vector<std::string>& lines) {
  if (lines.empty()) return "()";
  return "(\n    " + join(lines, ",\n    ") + "\n)";
}

std::string list(const std::vector<std::string>& items) {
  const std::string line = "(" + join(items, ", ") + ")";
  return line.size() > long_line ? block(items) : line;
}

std::string indented(std::string_view text) {
  return replace_all(std::string(text), "\n", "\n    ");
}

std::string without_parentheses(std::string_view expression) {
  while (expression.size() > 1 && expression.front() == '(' &&
         parenthesis_length(expression) == expression.size()) {
    expression = expression.substr(1, expression.size() - 2);
  }
  return std::string(expression);
}

std::string without_array_casts(std::string_view expression) {
  static constexpr std::string_view array = "((ARRAY[";
  std::string text;
  while (!expression.empty()) {
    std::size_t length = 1;
    if (expression.front() == '\'' || expression.front() == '"') {
      length = quoted_length(expression);
    } else if (expression.starts_with(array) &&
               (text.ends_with("ANY ") || text.ends_with("ALL "))) {
      const std::string_view whole = expression.substr(0, parenthesis_length(expression));
      const std::string_view elements = whole.substr(1, parenthesis_length(whole.substr(1)));
      if (whole.substr(1 + elements.size()).starts_with("::") && whole.ends_with("[])")) {
        text += without_array_casts(elements);
        expression.remove_prefix(whole.size());
        continue;
      }
    }
    text += expression.substr(0, length);
    expression.remove_prefix(length);
  }
  return text;
}

std::string short_type(const std::string& type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> spellings{{
      {"character varying", "varchar"},
      {"timestamp", "timestamp"},
      {"time", "time"},
  }};
  for (const auto& [prefix, spelling] : spellings) {
    if (!type.starts_with(prefix)) continue;
    std::string rest = type.substr(prefix.size());
    if (!rest.empty() && rest[0] != '(' && rest[0] != ' ' && rest[0] != '[') continue;
    const std::string precision = rest.substr(0, rest[0] == '(' ? rest.find(')') + 1 : 0);
    rest.erase(0, precision.size());
    for (const auto& [words, suffix] :
         {std::pair<std::string_view, std::string_view>{" with time zone", "tz"},
          {" without time zone", ""}}) {
      if (rest.starts_with(words)) {
        return std::string(spelling) + std::string(suffix) + precision + rest.substr(words.size());
      }
    }
    return std::string(spelling) + precision + rest;
  }
  return type;
}

std::string short_default(const std::string& expression, const std::string& type) {
  static constexpr std::string_view next = "nextval('";
  static constexpr std::string_view cast = "'::regclass)";
  if (expression.starts_with(next) && expression.ends_with(cast)) {
    return expression.substr(0, expression.size() - cast.size()) + "')";
  }
  if (!expression.starts_with('\'')) return expression;
  const std::size_t length = quoted_length(expression);
  std::string bare = type;  // without its length: varchar(20) has defaults of varchar
  if (const std::size_t open = bare.find('('); open != std::string::npos) {
    bare.erase(open, bare.find(')') + 1 - open);
  }
  return expression.substr(length) == "::" + bare ? expression.substr(0, length) : expression;
}

std::string short_collation(const std::string& collation) {
  static constexpr std::string_view system = "pg_catalog.";
  return collation.starts_with(system) ? collation.substr(system.size()) : collation;
}

std::vector<Option> options_of(std::string_view text) {
  std::vector<Option> options;
  while (!text.empty()) {
    const std::size_t sign = text.find('=');
    if (sign == std::string_view::npos) break;
    std::size_t end = text.find(", ", sign);
    while (end != std::string_view::npos && !begins_option(text.substr(end + 2))) {
      end = text.find(", ", end + 2);
    }
    const std::size_t stop = std::min(end, text.size());
    options.push_back(
        {std::string(text.substr(0, sign)), std::string(text.substr(sign + 1, stop - sign - 1))});
    text = end == std::string_view::npos ? "" : text.substr(end + 2);
  }
  return options;
}

std::vector<std::string> assignments(const std::vector<Option>& options, std::string_view prefix) {
  std::vector<std::string> result;
  for (const auto& [name, value] : options) {
    result.push_back(std::string(prefix) + name + " = " +
                     (is_plain_value(value) ? value : sql::quote_literal(value)));
  }
  return result;
}

std::string foreign_options(std::string_view text) {
  std::vector<std::string> result;
  for (const auto& [name, value] : options_of(text)) {
    result.push_back(sql::quote_identifier(name) + " " + sql::quote_literal(value));
  }
  return join(result, ", ");
}

std::string setting_value(const std::string& name, const std::string& value) {
  if (!contains(settings_of_names, name)) return sql::quote_literal(value);
  std::vector<std::string> names;
  std::string_view rest = value;
  while (!rest.empty()) {
    const std::size_t length =
        rest.front() == '"' ? quoted_length(rest) : std::min(rest.find(','), rest.size());
    names.push_back(name_in_setting(trim(rest.substr(0, length))));
    rest.remove_prefix(length);
    rest = rest.substr(std::min(rest.find_first_not_of(", "), rest.size()));
  }
  return names.empty() ? "''" : join(names, ", ");
}

std::string without_arguments(std::string_view function) {
  if (function.empty() || function.back() != ')') return std::string(function);
  std::size_t at = 0;
  while (at < function.size() && function[at] != '(') {
    at += function[at] == '"' ? quoted_length(function.substr(at)) : 1;
  }
  return std::string(function.substr(0, at));
}

Cut cut_before(std::string_view text, std::string_view word) {
  sql::ClauseReader clauses(text);
  std::string head = clauses.until({word});
  std::string_view rest = text.substr(std::min(text.size(), head.size()));
  if (clauses.at_end()) return {std::string(text), ""};
  return {head, std::string(trim(rest))};
}

}  // namespace pgstair::author

// SPDX-License-Identifier: MIT
#include "seed/conditions/literals.h"

#include <algorithm>
#include <cctype>

namespace pgstair::seed {

namespace {

/// Its first argument is the table's OID, which is another one in each database; rows that hold it
/// would differ from one to the next.
constexpr std::string_view hash_partition = "satisfies_hash_partition";

bool is_word(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

bool is_digit(char character) { return std::isdigit(static_cast<unsigned char>(character)) != 0; }

/// The string constant whose opening quote is at `at`; `at` is then behind its closing quote.
std::string read_string(std::string_view text, std::size_t& at, bool escapes) {
  std::string value;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\'') {
      if (at + 1 >= text.size() || text[at + 1] != '\'') break;
      ++at;
    } else if (escapes && text[at] == '\\' && at + 1 < text.size()) {
      ++at;
    }
    value += text[at];
  }
  ++at;
  return value;
}

void skip_quoted_name(std::string_view text, std::size_t& at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
  }
  ++at;
}

std::string read_number(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  while (at < text.size() && (is_digit(text[at]) || text[at] == '.')) ++at;
  const bool negative = start > 0 && text[start - 1] == '-';
  return (negative ? "-" : "") + std::string(text.substr(start, at - start));
}

}  // namespace

Literals literals_of(std::string_view expression) {
  Literals found;
  bool matches = false;  // the last operator was ~ or ~*
  for (std::size_t at = 0; at < expression.size();) {
    const char character = expression[at];
    if (character == '\'') {
      const bool escapes = at > 0 && (expression[at - 1] == 'E' || expression[at - 1] == 'e');
      std::string value = read_string(expression, at, escapes);
      (matches ? found.patterns : found.texts).push_back(std::move(value));
      matches = false;
    } else if (character == '"') {
      skip_quoted_name(expression, at);
    } else if (is_digit(character)) {
      found.numbers.push_back(read_number(expression, at));
    } else if (is_word(character)) {
      const std::size_t start = at;
      while (at < expression.size() && is_word(expression[at]) && expression[at] != '\'') ++at;
      if (expression.substr(start, at - start) == hash_partition) {
        at = std::min(expression.find(',', at), expression.size());
      }
      if (at < expression.size() && expression[at] == '\'') continue;
    } else {
      if (character == '~')
        matches = at + 1 < expression.size() && expression[at + 1] != '~' &&
                  (at == 0 || expression[at - 1] != '~');
      ++at;
    }
  }
  return found;
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "sql/raised_words.h"

#include "sql/tree.h"
#include "sql/words.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// What stands in the quotes of a DO statement.
std::optional<std::string> body_of_do(std::string_view statement) {
  const auto tree = tree_of(statement);
  if (!tree) return std::nullopt;
  for (const auto& option : member(member(*tree, "DoStmt"), "args")) {
    const Tree& element = member(option, "DefElem");
    if (text_member(element, "defname") == "as")
      return text_member(member(member(element, "arg"), "String"), "sval");
  }
  return std::nullopt;
}

/// The text of a string constant as RAISE prints it.
std::string unquoted(std::string_view constant) {
  const auto begin = constant.find('\'');
  if (begin == std::string_view::npos) return std::string(constant);
  const auto text = constant.substr(begin + 1, constant.rfind('\'') - begin - 1);
  return replace_all(replace_all(std::string(text), "''", "'"), "%%", "%");
}

}  // namespace

std::optional<std::string> raised_words(std::string_view statement) {
  const auto body = body_of_do(statement);
  if (!body) return std::nullopt;
  Words words(*body);
  if (!words.take("begin") || !words.take("raise")) return std::nullopt;
  if (!words.take("exception")) return std::nullopt;
  const std::size_t start = words.offset();
  do words.next();
  while (body->substr(words.offset()).starts_with('\''));  // a doubled quote
  const std::string message =
      unquoted(trim(std::string_view(*body).substr(start, words.offset() - start)));
  for (std::string word = words.next(); word != ";"; word = words.next()) {
    if (word.empty()) return std::nullopt;
  }
  if (!words.take("end")) return std::nullopt;
  words.take(";");
  return words.next().empty() ? std::optional(message) : std::nullopt;
}

}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
#include "sql/clauses.h"

#include <utility>

#include "sql/words.h"
#include "support/contains.h"

namespace pgstair::sql {

ClauseReader::ClauseReader(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

std::vector<ClauseReader::Token> ClauseReader::tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  Words words(text);
  int depth = 0;
  for (std::size_t at = 0;;) {
    Token token;
    token.begin = skip_blanks_and_comments(text, at);
    token.word = words.next();
    if (token.word.empty()) return tokens;
    token.end = at = words.offset();
    if (token.word == ")" || token.word == "]") --depth;
    token.depth = depth;
    if (token.word == "(" || token.word == "[") ++depth;
    tokens.push_back(std::move(token));
  }
}

bool ClauseReader::take(std::string_view word) {
  const bool taken = is(word);
  if (taken) ++at_;
  return taken;
}

std::string ClauseReader::until(std::initializer_list<std::string_view> words) {
  const std::size_t from = at_;
  while (!at_end() && !ends(words)) ++at_;
  if (from == at_) return "";
  const std::size_t begin = tokens_[from].begin;
  return std::string(text_.substr(begin, tokens_[at_ - 1].end - begin));
}

bool ClauseReader::take_parentheses() {
  if (!take("(")) return false;
  until({")"});
  return take(")");
}

bool ClauseReader::ends(std::initializer_list<std::string_view> words) const {
  const Token& token = tokens_[at_];
  const bool compares = token.word == "from" && at_ > 0 && tokens_[at_ - 1].word == "distinct";
  return token.depth == 0 && !compares && contains(words, token.word);
}

}  // namespace pgstair::sql

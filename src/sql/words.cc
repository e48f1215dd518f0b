// SPDX-License-Identifier: MIT
#include "sql/words.h"

#include <algorithm>
#include <cctype>

#include "support/text.h"

namespace pgstair::sql {

namespace {

bool is_blank(char c) { return std::string_view(" \t\n\r\f\v").find(c) != std::string_view::npos; }

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '$';
}

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

/// Past the block comment that starts at `at`, or `at` if it is never closed; comments nest.
std::size_t end_of_block_comment(std::string_view text, const std::size_t start) {
  int depth = 0;
  std::size_t at = start;
  while (at < text.size()) {
    const auto two = text.substr(at, 2);
    if (two == "/*") {
      ++depth;
      at += 2;
    } else if (two == "*/") {
      at += 2;
      if (--depth == 0) return at;
    } else {
      ++at;
    }
  }
  return start;
}

/// Past the string or quoted name that starts at `at`; a doubled quote needs no care here,
/// for it only makes two opaque words of one.
std::size_t end_of_quotes(std::string_view text, std::size_t at) {
  const auto end = text.find(text[at], at + 1);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Past the E'' string whose quote stands at `at`: a backslash takes the next character with it.
std::size_t end_of_escape_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '\''; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

/// Past the dollar-quoted string that starts at `at`, or `at` if none does ($1 is a parameter).
std::size_t end_of_dollar_quotes(std::string_view text, std::size_t at) {
  std::size_t tag_end = at + 1;
  while (tag_end < text.size() && is_word(text[tag_end]) && text[tag_end] != '$') ++tag_end;
  if (tag_end >= text.size() || text[tag_end] != '$') return at;
  const auto tag = text.substr(at, tag_end + 1 - at);
  const auto end = text.find(tag, tag_end + 1);
  return end == std::string_view::npos ? text.size() : end + tag.size();
}

/// Makes blanks of the block comments between the offsets, where only comments and blanks stand.
void blank_comments(std::string& text, std::size_t at, std::size_t end) {
  while (at < end) {
    if (text.compare(at, 2, "--") == 0) {
      at = end_of_line(text, at);
    } else if (is_blank(text[at])) {
      ++at;
    } else {
      const std::size_t past = end_of_block_comment(text, at);
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                text.begin() + static_cast<std::ptrdiff_t>(past), ' ');
      at = past;
    }
  }
}

bool has_many_comments(std::string_view text) {
  constexpr int many = 256;
  int count = 0;
  for (auto at = text.find("/*"); at != std::string_view::npos; at = text.find("/*", at + 2)) {
    if (++count == many) return true;
  }
  return false;
}

}  // namespace

std::string for_parser(std::string_view text) {
  std::string result(text);
  if (!has_many_comments(text)) return result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = skip_blanks_and_comments(text, at);
    blank_comments(result, at, start);
    Words words(text, start);
    (void)words.next();
    at = words.offset();
    if (text.substr(start, 2) != "/*" || at < text.size()) continue;
    // Never closed, which two characters say as well.
    std::fill(result.begin() + static_cast<std::ptrdiff_t>(start + 2), result.end(), ' ');
  }
  return result;
}

std::size_t skip_blanks_and_comments(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_blank(text[at])) {
      ++at;
    } else if (text.substr(at, 2) == "--") {
      at = end_of_line(text, at);
    } else if (text.substr(at, 2) == "/*") {
      const std::size_t end = end_of_block_comment(text, at);
      if (end == at) break;
      at = end;
    } else {
      break;
    }
  }
  return at;
}

std::string Words::next() {
  const std::size_t start = skip_blanks_and_comments(text_, at_);
  at_ = start;
  if (start >= text_.size()) return {};
  const char first = text_[start];
  if (text_.substr(start, 2) == "/*") {
    at_ = text_.size();  // never closed
  } else if (first == '\'' || first == '"') {
    at_ = end_of_quotes(text_, start);
  } else if (first == '$' && end_of_dollar_quotes(text_, start) != start) {
    at_ = end_of_dollar_quotes(text_, start);
  } else if (is_word(first)) {
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    auto word = lower(text_.substr(start, at_ - start));
    if (word != "e" || at_ == text_.size() || text_[at_] != '\'') return word;
    at_ = end_of_escape_string(text_, at_);
    return "'";
  } else {
    at_ = start + 1;
    return std::string(1, first);
  }
  return std::string(1, first);  // opaque: the quote alone
}

bool Words::take(std::string_view word) {
  const std::size_t before = at_;
  if (next() == word) return true;
  at_ = before;
  return false;
}

}  // namespace pgstair::sql

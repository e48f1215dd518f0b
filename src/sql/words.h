// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pgstair::sql {

/// The offset of the first character at or after `at` that is neither blank nor in a comment
/// (`--` to the end of the line, nested `/* */`); text.size() if there is none. A comment that is
/// never closed is no comment: it stays, so that the server says what is wrong.
std::size_t skip_blanks_and_comments(std::string_view text, std::size_t at);

/// The text as libpg_query is to read it: every offset means the same. Where there are hundreds of
/// comments they are blanks, as its scanner takes quadratic time for a run of `/*/*/*`.
std::string for_parser(std::string_view text);

/// Reads SQL word by word, as far as telling keywords from names and strings needs.
///
/// A word is a run of letters, digits, `_` and `$`, in lower case; a quoted name, a string or a
/// dollar-quoted body is one opaque word that equals no keyword, and so is the rest of the text
/// from a comment on that is never closed; anything else is one character.
class Words {
 public:
  explicit Words(std::string_view text, std::size_t start = 0) : text_(text), at_(start) {}

  /// The next word; empty at the end.
  std::string next();

  /// Whether the next word is `word`; if so, steps over it.
  bool take(std::string_view word);

  /// The offset just past the last word.
  std::size_t offset() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::sql {

/// Cuts a statement that parses into its clauses. libpg_query's tree says where a node starts but
/// not where it ends, so what it has said is in the statement is cut out here, as it is written, at
/// the keywords outside of parentheses.
class ClauseReader {
 public:
  explicit ClauseReader(std::string_view text);

  bool at_end() const { return at_ == tokens_.size(); }
  bool is(std::string_view word) const { return !at_end() && tokens_[at_].word == word; }

  /// Steps over the next word if it is this one.
  bool take(std::string_view word);

  /// The text up to one of these words outside of parentheses, or to the end. FROM is none of them
  /// after DISTINCT.
  std::string until(std::initializer_list<std::string_view> words);

  /// Steps over a parenthesis that comes next, with what is in it.
  bool take_parentheses();

 private:
  struct Token {
    std::string word;  ///< as Words gives it
    std::size_t begin = 0;
    std::size_t end = 0;
    int depth = 0;  ///< of parentheses and brackets around it
  };

  static std::vector<Token> tokens_of(std::string_view text);
  bool ends(std::initializer_list<std::string_view> words) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace pgstair::sql

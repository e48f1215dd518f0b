// SPDX-License-Identifier: MIT
#include "sql/data_statement.h"

#include <algorithm>
#include <initializer_list>

#include "sql/words.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

struct Token {
  std::string word;  ///< as Words gives it
  std::size_t begin = 0;
  std::size_t end = 0;
  int depth = 0;  ///< of parentheses and brackets around it
};

std::vector<Token> tokens_of(std::string_view text) {
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

/// Reads on through the tokens; a range of them is a piece of the text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  bool at_end() const { return at_ == tokens_.size(); }
  bool is(std::string_view word, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].word == word;
  }
  bool take(std::string_view word) {
    const bool taken = is(word);
    if (taken) ++at_;
    return taken;
  }

  /// The text of one token.
  std::string one() { return at_end() ? "" : piece(at_++); }

  /// The text up to one of these words outside parentheses, or to the end. FROM is none of them
  /// after DISTINCT.
  std::string until(std::initializer_list<std::string_view> words) {
    const std::size_t from = at_;
    while (!at_end() && !ends(words)) ++at_;
    return from == at_ ? "" : piece(from, at_ - 1);
  }

  /// What stands between the parenthesis that comes next and the one that closes it.
  std::optional<std::string> in_parentheses() {
    if (!take("(")) return std::nullopt;
    const std::size_t from = at_;
    while (!at_end() && !(is(")") && tokens_[at_].depth == 0)) ++at_;
    if (at_end() || from == at_) return std::nullopt;
    return piece(from, at_++ - 1);
  }

 private:
  bool ends(std::initializer_list<std::string_view> words) const {
    const Token& token = tokens_[at_];
    const bool compares = token.word == "from" && at_ > 0 && tokens_[at_ - 1].word == "distinct";
    return token.depth == 0 && !compares && contains(words, token.word);
  }
  std::string piece(std::size_t first, std::size_t last) const {
    return std::string(
        text_.substr(tokens_[first].begin, tokens_[last].end - tokens_[first].begin));
  }
  std::string piece(std::size_t only) const { return piece(only, only); }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

/// [ONLY] name[.name] [*] [[AS] alias], up to a word that begins the next clause.
bool read_target(Reader& reader, DataStatement& statement,
                 std::initializer_list<std::string_view> next) {
  const bool only = reader.take("only");
  std::string name = reader.one();
  statement.table = name;
  while (reader.take(".")) {
    name = reader.one();
    statement.table += "." + name;
  }
  if (only) statement.table = "ONLY " + statement.table;
  reader.take("*");
  const bool as = reader.take("as");
  const bool has_alias =
      as ||
      (!reader.at_end() && std::ranges::none_of(next, [&](auto word) { return reader.is(word); }));
  statement.alias = has_alias ? reader.one() : name;
  return !statement.alias.empty();
}

/// column = expression, …
bool read_assignments(const std::string& text, DataStatement& statement) {
  for (Reader reader(text); !reader.at_end(); reader.take(",")) {
    const std::string column = reader.one();
    if (column == "(" || !reader.take("=") || reader.is("default")) return false;
    statement.assignments.emplace_back(column, reader.until({","}));
  }
  return !statement.assignments.empty();
}

bool read_condition(Reader& reader, DataStatement& statement) {
  if (!reader.take("where")) return true;
  if (reader.is("current") && reader.is("of", 1)) return false;
  statement.condition = reader.until({"returning"});
  return true;
}

bool read_update(Reader& reader, DataStatement& statement) {
  if (!read_target(reader, statement, {"set"}) || !reader.take("set")) return false;
  if (!read_assignments(reader.until({"from", "where", "returning"}), statement)) return false;
  if (reader.take("from")) statement.sources = reader.until({"where", "returning"});
  return read_condition(reader, statement);
}

bool read_delete(Reader& reader, DataStatement& statement) {
  if (!reader.take("from") || !read_target(reader, statement, {"using", "where", "returning"}))
    return false;
  if (reader.take("using")) statement.sources = reader.until({"where", "returning"});
  return read_condition(reader, statement);
}

bool read_insert(Reader& reader, DataStatement& statement) {
  if (!reader.take("into") ||
      !read_target(reader, statement, {"(", "select", "with", "values", "default", "overriding"})) {
    return false;
  }
  if (reader.is("(")) {
    const auto columns = reader.in_parentheses();
    if (!columns) return false;
    for (Reader names(*columns); !names.at_end(); names.take(","))
      statement.columns.push_back(names.until({","}));
  }
  if (reader.take("overriding")) {
    reader.one();  // SYSTEM or USER
    reader.take("value");
  }
  if (!reader.is("select") && !reader.is("with")) return false;
  statement.select = reader.until({"returning"});
  for (Reader inner(statement.select); !inner.at_end(); inner.one()) {
    if (inner.is("on") && inner.is("conflict", 1)) return false;
  }
  return true;
}

}  // namespace

std::optional<DataStatement> read_data_statement(std::string_view statement) {
  Reader reader(statement);
  DataStatement result;
  bool is_read = false;
  if (reader.take("update")) {
    is_read = read_update(reader, result);
  } else if (reader.take("delete")) {
    result.kind = DataStatement::Kind::remove;
    is_read = read_delete(reader, result);
  } else if (reader.take("insert")) {
    result.kind = DataStatement::Kind::insert;
    is_read = read_insert(reader, result);
  }
  if (!is_read) return std::nullopt;
  return result;
}

}  // namespace pgstair::sql

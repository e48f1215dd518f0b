// SPDX-License-Identifier: MIT
// libpg_query gives byte offsets; a slice starts where the one before ended, so it begins with the
// blanks and comments that stand above its statement. Positions are counted on from the last one,
// never from the start of the text, so that a dump of a million lines stays linear.
#include <pg_query.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "sql/script.h"
#include "sql/words.h"
#include "support/text.h"

namespace pgstair::sql {

namespace {

/// Of a statement, and of the rows that follow it if it is COPY … FROM STDIN.
struct Slice {
  std::size_t start;
  std::size_t end;
  std::optional<std::string_view> rows = {};
};

/// What libpg_query's parser says, or nothing if the text is beyond it.
std::optional<std::vector<Slice>> parsed(std::string_view text) {
  // A NUL would end the text early for libpg_query, and the rest would be lost without a word.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const auto free_result = [](PgQuerySplitResult* result) { pg_query_free_split_result(*result); };
  auto result = pg_query_split_with_parser(for_parser(text).c_str());
  const std::unique_ptr<PgQuerySplitResult, decltype(free_result)> owner(&result, free_result);
  if (result.error != nullptr) return std::nullopt;
  std::vector<Slice> found;
  for (int i = 0; i < result.n_stmts; ++i) {
    const auto& statement = *result.stmts[i];
    const auto start = static_cast<std::size_t>(statement.stmt_location);
    const auto length = static_cast<std::size_t>(statement.stmt_len);
    found.push_back({start, length == 0 ? text.size() : start + length});
  }
  return found;
}

/// Whether the words begin the definition of a function or procedure, whose body may be
/// BEGIN ATOMIC … END with semicolons of its own.
bool defines_routine(Words words) {
  if (!words.take("create")) return false;
  if (words.take("or")) words.take("replace");
  return words.take("function") || words.take("procedure");
}

/// The offset just past the statement that starts at `start`, its semicolon included.
std::size_t end_of_statement(std::string_view text, std::size_t start) {
  if (text[start] == '\\') return std::min(text.find('\n', start), text.size());
  Words words(text, start);
  const bool may_have_body = defines_routine(words);
  int parentheses = 0;
  int blocks = 0;  // an open BEGIN ATOMIC, and each CASE within it
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "(") ++parentheses;
    if (word == ")" && parentheses > 0) --parentheses;
    if (word == ";" && parentheses == 0 && blocks == 0) break;
    if (!may_have_body) continue;
    if (word == "begin" && words.take("atomic")) ++blocks;
    if (word == "case" && blocks > 0) ++blocks;
    if (word == "end" && blocks > 0) --blocks;
  }
  return words.offset();
}

/// The lines that follow a COPY … FROM STDIN which ends at `at`, up to one that is `\.`: the server
/// never reads them so, but they must not swallow the statements below. Moves `at` past them.
std::optional<std::string_view> rows_below(std::string_view text, std::size_t& at) {
  const auto line_end = text.find('\n', at);
  if (line_end == std::string_view::npos) return std::nullopt;
  const std::size_t first = line_end + 1;
  std::size_t line = first;
  while (line < text.size() && trim(text.substr(line, text.find('\n', line) - line)) != "\\.") {
    line = std::min(text.find('\n', line), text.size() - 1) + 1;
  }
  const auto rows = text.substr(first, line - first);
  if (trim(rows).empty() && line == text.size()) return std::nullopt;
  at = std::min(text.find('\n', line), text.size());
  return rows;
}

/// The pieces of a text that does not parse. libpg_query's own scanner is no help here: it drops
/// a piece without a keyword, and cuts BEGIN ATOMIC bodies (tried with 15).
std::vector<Slice> scanned(std::string_view text) {
  std::vector<Slice> found;
  std::size_t at = skip_blanks_and_comments(text, 0);
  while (at < text.size()) {
    std::size_t end = end_of_statement(text, at);
    found.push_back({at, end});
    if (classify(text.substr(at, end - at)) == StatementClass::copy_from_client)
      found.back().rows = rows_below(text, end);
    at = skip_blanks_and_comments(text, end);
  }
  return found;
}

/// Collects statements and keeps count of lines and columns between them.
class Collector {
 public:
  Collector(std::string_view text, const Location& origin) : text_(text), here_(origin) {}

  /// Adds the statement between the offsets, if there is more than blanks and comments.
  void add(const Slice& slice) {
    const auto& [start, end, rows] = slice;
    const std::size_t first = std::min(skip_blanks_and_comments(text_.substr(0, end), start), end);
    if (first == end) return;
    auto body = trim(text_.substr(first, end - first));
    if (body.ends_with(';')) body = trim(body.substr(0, body.size() - 1));
    if (body.empty()) return;
    statements_.push_back({std::string(body), location_of(first)});
    if (rows) statements_.back().rows = std::string(*rows);
  }

  std::vector<Statement> take() { return std::move(statements_); }

 private:
  Location location_of(std::size_t offset) {
    const auto between = text_.substr(counted_, offset - counted_);
    const auto moved = position_at(between, between.size());
    here_.column = moved.line > 1 ? moved.column : here_.column + moved.column - 1;
    here_.line += moved.line - 1;
    counted_ = offset;
    return here_;
  }

  std::string_view text_;
  Location here_;
  std::size_t counted_ = 0;
  std::vector<Statement> statements_;
};

}  // namespace

std::vector<Statement> split_statements(std::string_view text, const Location& origin) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Collector collector(text, origin);
  const auto slices = parsed(text);
  for (const auto& slice : slices ? *slices : scanned(text)) collector.add(slice);
  return collector.take();
}

}  // namespace pgstair::sql

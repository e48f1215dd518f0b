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

struct Slice {
  std::size_t start;
  std::size_t end;
};

/// What one of libpg_query's splitters says, or nothing if the text is beyond it.
std::optional<std::vector<Slice>> slices(const std::string& text,
                                         PgQuerySplitResult (*splitter)(const char*)) {
  const auto free_result = [](PgQuerySplitResult* result) { pg_query_free_split_result(*result); };
  auto result = splitter(text.c_str());
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

std::vector<Slice> slices(const std::string& text) {
  // A NUL would end the text early for libpg_query, and the rest would be lost without a word.
  if (text.find('\0') == std::string::npos) {
    if (auto found = slices(text, pg_query_split_with_parser)) return *found;
    if (auto found = slices(text, pg_query_split_with_scanner)) return *found;
  }
  return {{0, text.size()}};
}

/// Collects statements and keeps count of lines and columns between them.
class Collector {
 public:
  Collector(std::string_view text, const Location& origin) : text_(text), here_(origin) {}

  /// Adds the statement between the offsets, if there is more than blanks and comments.
  void add(std::size_t start, std::size_t end) {
    const std::size_t first = std::min(skip_blanks_and_comments(text_.substr(0, end), start), end);
    if (first == end) return;
    if (text_[first] == '\\') {
      add_meta_command(first, end);
      return;
    }
    auto body = trim(text_.substr(first, end - first));
    if (body.ends_with(';')) body = trim(body.substr(0, body.size() - 1));
    if (!body.empty()) statements_.push_back({std::string(body), location_of(first)});
  }

  std::vector<Statement> take() { return std::move(statements_); }

 private:
  /// A line for psql (`\connect`) ends with its line. It is kept, for the tools send it and the
  /// server refuses it; but it must not swallow the statements below it.
  void add_meta_command(std::size_t first, std::size_t end) {
    const std::size_t line_end = std::min(text_.find('\n', first), end);
    statements_.push_back(
        {std::string(trim(text_.substr(first, line_end - first))), location_of(first)});
    add(line_end, end);
  }

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
  for (const auto& slice : slices(std::string(text))) {
    collector.add(slice.start, std::min(slice.end, text.size()));
  }
  return collector.take();
}

}  // namespace pgstair::sql

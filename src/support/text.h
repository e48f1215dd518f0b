// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair {

/// Without the white space at both ends.
std::string_view trim(std::string_view text);

/// The pieces between separators; never empty ("" gives one empty piece).
std::vector<std::string_view> split(std::string_view text, char separator);

/// The lines, without their "\n" or "\r\n". A final line break adds no empty line.
std::vector<std::string_view> lines(std::string_view text);

std::string join(const std::vector<std::string>& pieces, std::string_view separator);

/// ASCII only: what Postgres keywords and file suffixes need.
std::string lower(std::string_view text);

/// Every occurrence of `from` replaced by `to`.
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// The byte offset at which `text` stops being UTF-8, or nothing if it is UTF-8 throughout.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// The line and column of a byte offset; both count from 1, columns in code points.
struct TextPosition {
  int line = 1;
  int column = 1;
};
TextPosition position_at(std::string_view text, std::size_t offset);

/// The candidate that differs least from `word`, if any is close enough to be what was meant.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

/// For a terminal: control characters, but for the line break and the tab, as \x1b, and so whatever
/// is no UTF-8. What somebody else named moves no cursor and changes no title.
std::string printable(std::string_view text);

/// The text, or its beginning and "… (10485760 bytes)" if it is longer than `most` bytes.
std::string shortened(std::string_view text, std::size_t most);

/// "1 revision", "2 revisions".
std::string counted(std::size_t count, std::string_view singular);

/// What stands in the text between the first `before` and the next `after`; empty if it does not.
std::string between(std::string_view text, std::string_view before, std::string_view after);

/// Whether the word stands anywhere in the text, between characters that no name of SQL has.
bool has_word(std::string_view text, std::string_view word);

/// All the words of a text, as has_word() tells them apart.
std::set<std::string> words_of(std::string_view text);

}  // namespace pgstair

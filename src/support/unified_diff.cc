// SPDX-License-Identifier: MIT
#include "support/unified_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "support/text.h"

namespace pgstair {

namespace {

using Lines = std::vector<std::string_view>;

/// A line of the result: ' ' in both, '-' only before, '+' only after.
struct Edit {
  char sign = ' ';
  std::string_view line;
};

/// Beyond this many comparisons the middle is shown as replaced: right, if not the shortest.
constexpr std::size_t most_comparisons = 25'000'000;

void replace_middle(const Lines& before, const Lines& after, std::vector<Edit>& edits) {
  for (const auto line : before) edits.push_back({'-', line});
  for (const auto line : after) edits.push_back({'+', line});
}

/// The edits between what is left of two texts without their common beginning and end, along a
/// longest common subsequence.
void edit_middle(const Lines& before, const Lines& after, std::vector<Edit>& edits) {
  const std::size_t rows = before.size();
  const std::size_t columns = after.size();
  if (rows != 0 && columns > most_comparisons / rows) return replace_middle(before, after, edits);
  // length[i][j]: of the longest common subsequence of before[i…] and after[j…].
  std::vector<std::uint32_t> length((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return length[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) =
          before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[i] == after[j]) {
      edits.push_back({' ', before[i++]});
      ++j;
    } else if (j == columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) {
      edits.push_back({'-', before[i++]});
    } else {
      edits.push_back({'+', after[j++]});
    }
  }
}

std::vector<Edit> edits_between(const Lines& before, const Lines& after) {
  const auto start = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto rest_before = Lines(start.first, before.end());
  const auto rest_after = Lines(start.second, after.end());
  const auto end = std::mismatch(rest_before.rbegin(), rest_before.rend(), rest_after.rbegin(),
                                 rest_after.rend());
  std::vector<Edit> edits;
  for (auto line = before.begin(); line != start.first; ++line) edits.push_back({' ', *line});
  edit_middle(Lines(rest_before.begin(), end.first.base()),
              Lines(rest_after.begin(), end.second.base()), edits);
  for (auto line = end.first.base(); line != rest_before.end(); ++line)
    edits.push_back({' ', *line});
  return edits;
}

/// "12" for one line, "12,3" for three; a range of none names the line before it, as diff(1) does.
std::string range(std::size_t first, std::size_t count) {
  const std::string start = std::to_string(count == 0 ? first : first + 1);
  return count == 1 ? start : start + "," + std::to_string(count);
}

/// Edits [begin, end) as a hunk, where `before` and `after` lines came earlier in either text.
std::string hunk(const std::vector<Edit>& edits, std::size_t begin, std::size_t end,
                 std::size_t before, std::size_t after) {
  std::size_t removed = 0;
  std::size_t added = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    removed += edits[i].sign != '+';
    added += edits[i].sign != '-';
    body += edits[i].sign + std::string(edits[i].line) + "\n";
  }
  return "@@ -" + range(before, removed) + " +" + range(after, added) + " @@\n" + body;
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::size_t context) {
  const auto edits = edits_between(lines(before), lines(after));
  const auto is_change = [](const Edit& edit) { return edit.sign != ' '; };
  std::string text;
  std::size_t before_count = 0;
  std::size_t after_count = 0;
  std::size_t written = 0;  // edits that earlier hunks hold or passed over
  for (auto change = std::find_if(edits.begin(), edits.end(), is_change); change != edits.end();) {
    const auto index = static_cast<std::size_t>(change - edits.begin());
    const std::size_t begin = std::max(written, index - std::min(index, context));
    // Changes that are no further apart than twice the context share a hunk.
    std::size_t end = index + 1;
    for (std::size_t next = end; next < edits.size() && next <= end + 2 * context; ++next) {
      if (is_change(edits[next])) end = next + 1;
    }
    const std::size_t last = std::min(edits.size(), end + context);
    for (; written < begin; ++written) ++before_count, ++after_count;
    text += hunk(edits, begin, last, before_count, after_count);
    for (; written < last; ++written) {
      before_count += edits[written].sign != '+';
      after_count += edits[written].sign != '-';
    }
    change =
        std::find_if(edits.begin() + static_cast<std::ptrdiff_t>(last), edits.end(), is_change);
  }
  return text;
}

}  // namespace pgstair

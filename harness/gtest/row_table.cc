// SPDX-License-Identifier: MIT
#include "row_table.h"

#include <algorithm>

namespace pgstair::gtest_support {

namespace {

bool is_seen_as_it_is(const std::string& text) {
  if (text.empty() || text == "NULL" || text.front() == ' ' || text.back() == ' ') return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\''; });
}

std::string shown(const Cell& cell) {
  if (!cell.text()) return "NULL";
  if (is_seen_as_it_is(*cell.text())) return *cell.text();
  std::string text = "'";
  for (const char c : *cell.text()) {
    if (c == '\n') {
      text += "\\n";
    } else {
      text += c;
    }
  }
  return text + "'";
}

std::string joined(const std::vector<std::string>& cells) {
  std::string line;
  for (const auto& cell : cells) line += (line.empty() ? "" : " | ") + cell;
  return line;
}

std::string line_of(const Row& row) {
  std::vector<std::string> cells;
  for (const auto& cell : row) cells.push_back(shown(cell));
  return joined(cells);
}

/// In characters of UTF-8.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

struct Line {
  std::string expected;
  std::string actual;
  bool differs = false;
};

std::vector<std::string> texts(const std::vector<Row>& rows) {
  std::vector<std::string> lines;
  for (const auto& row : rows) lines.push_back(line_of(row));
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

std::string side_by_side(const std::vector<Row>& expected, const Rows& actual) {
  std::vector<Line> lines{{"expected", "actual", false},
                          {joined(actual.columns), joined(actual.columns), false}};
  for (std::size_t i = 0; i < std::max(expected.size(), actual.rows.size()); ++i) {
    const bool both = i < expected.size() && i < actual.rows.size();
    lines.push_back({i < expected.size() ? line_of(expected[i]) : "(no row)",
                     i < actual.rows.size() ? line_of(actual.rows[i]) : "(no row)",
                     !both || expected[i] != actual.rows[i]});
  }
  std::size_t widest = 0;
  for (const auto& line : lines) widest = std::max(widest, width(line.expected));
  std::string text;
  for (const auto& line : lines) {
    text += std::string(line.differs ? "  ! " : "    ") + line.expected +
            std::string(widest - width(line.expected), ' ') + "   " + line.actual + "\n";
  }
  return text;
}

bool same_in_another_order(const std::vector<Row>& a, const std::vector<Row>& b) {
  return a != b && texts(a) == texts(b);
}

}  // namespace pgstair::gtest_support

// SPDX-License-Identifier: MIT
#include "report/render/seed.h"

#include <algorithm>
#include <cstdio>

#include "report/render/console_text.h"
#include "support/text.h"

namespace pgstair::report {

namespace {

using State = seed::TableResult::State;

std::string line(const seed::TableResult& table, std::size_t width, const ConsoleStyle& style) {
  const char* mark = "✓";
  Paint paint = Paint::green;
  if (table.state == State::not_filled) {
    mark = "✗";
    paint = Paint::red;
  } else if (table.state != State::filled) {
    mark = "·";
    paint = Paint::yellow;
  }
  std::string text = "  " + painted(mark, paint, style) + " " + table.table +
                     std::string(width - table.table.size(), ' ') + "  ";
  const std::string rows = std::to_string(table.rows - std::min(table.rows, table.before));
  text += std::string(rows.size() < 9 ? 9 - rows.size() : 0, ' ') + rows;
  if (table.before != 0) text += " more, " + std::to_string(table.rows) + " in all";
  if (!table.reason.empty()) text += "  " + table.reason;
  return text + "\n";
}

}  // namespace

bool all_filled(const seed::Report& report) {
  return std::ranges::none_of(report.tables, [](const seed::TableResult& table) {
    return table.state == State::not_filled;
  });
}

std::string render_seed(const std::string& title, const seed::Report& report, double seconds,
                        const ConsoleStyle& style) {
  std::size_t width = 0;
  std::size_t tables = 0;
  std::size_t filled = 0;
  std::uint64_t rows = 0;
  for (const auto& table : report.tables) {
    width = std::max(width, table.table.size());
    if (table.state == State::left_alone) continue;
    ++tables;
    filled += table.state == State::not_filled ? 0 : 1;
    if (!table.partition) rows += table.rows - std::min(table.rows, table.before);
  }
  std::string text = "Rows added to " + title + "\n";
  for (const auto& table : report.tables) text += line(table, width, style);
  char time[32];
  std::snprintf(time, sizeof time, "%.2f s", seconds);
  text += "\n" + std::to_string(filled) + " of " + counted(tables, "table") + " filled, " +
          counted(rows, "row") + ", " + time + "\n";
  return for_terminal(text, style);
}

}  // namespace pgstair::report

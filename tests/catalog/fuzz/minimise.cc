// SPDX-License-Identifier: MIT
#include "catalog/fuzz/minimise.h"

#include <algorithm>

namespace pgstair::catalog::fuzz {

namespace {

using History = std::vector<Applied>;

/// The statements of `step`, from `at` on, which moves behind them.
Route statements_of(const History& history, std::size_t step, std::size_t& at) {
  Route result;
  while (at < history.size() && history[at].step == step) result.push_back(history[at++].sql);
  return result;
}

std::size_t step_at(const History& history, std::size_t at) {
  return at < history.size() ? history[at].step : static_cast<std::size_t>(-1);
}

/// Without the pieces of `size` entries that are not needed, tried once each from the end.
Entries without_pieces(Entries entries, std::size_t size, const Fails& fails) {
  for (std::size_t end = entries.size(); end > 0;) {
    const std::size_t begin = end - std::min(size, end);
    Entries fewer(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(begin));
    fewer.insert(fewer.end(), entries.begin() + static_cast<std::ptrdiff_t>(end), entries.end());
    if (fails(fewer)) entries = std::move(fewer);
    end = begin;
  }
  return entries;
}

}  // namespace

Entries merged(const History& first, const History& second) {
  Entries entries;
  for (std::size_t i = 0, j = 0; i < first.size() || j < second.size();) {
    const std::size_t step = std::min(step_at(first, i), step_at(second, j));
    const Route one = statements_of(first, step, i);
    const Route other = statements_of(second, step, j);
    for (const auto& sql : one) entries.push_back({sql, true, one == other});
    if (one == other) continue;
    for (const auto& sql : other) entries.push_back({sql, false, true});
  }
  return entries;
}

Entries minimised(Entries entries, const Fails& fails) {
  for (std::size_t size = (entries.size() + 1) / 2; size > 1; size = (size + 1) / 2) {
    entries = without_pieces(std::move(entries), size, fails);
  }
  // What goes with one statement may have been what another needed.
  for (std::size_t before = entries.size() + 1; entries.size() < before;) {
    before = entries.size();
    entries = without_pieces(std::move(entries), 1, fails);
  }
  return entries;
}

std::string to_string(const Entries& entries) {
  std::string text;
  for (const Entry& entry : entries) {
    text += std::string(entry.in_first ? "A" : " ") + (entry.in_second ? "B  " : "   ") +
            entry.sql + ";\n";
  }
  return text;
}

}  // namespace pgstair::catalog::fuzz

// SPDX-License-Identifier: MIT
#include "seed/groups/group_rows.h"

#include <algorithm>
#include <utility>

#include "seed/groups/group_solver.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t most_attempts = 60;  // for one row that differs from all others
constexpr std::uint64_t most_skipped = 20;   // rows without such values, beside those wanted
constexpr std::size_t most_varied = 20'000;
constexpr std::size_t enough_templates = 2000;  // for columns that may repeat

/// How many rows that satisfy the conditions are searched. More than are wanted: some may yet be
/// refused, and of varied ones most.
std::size_t rows_to_solve(const GroupInputs& inputs) {
  const auto wanted = static_cast<std::size_t>(inputs.settings.rows);
  if (inputs.settings.varied) return wanted + std::min(20 * wanted, most_varied);
  return inputs.group.keys.empty() ? std::min(wanted, enough_templates) : wanted + wanted / 2;
}

std::string names_of(const Table& table, const std::vector<int>& columns) {
  std::vector<std::string> names;
  for (const int number : columns) names.push_back(table.column(number)->name);
  return join(names, ", ");
}

}  // namespace

GroupRows::GroupRows(Evaluator& evaluator, const GroupInputs& inputs)
    : columns_(inputs.group.columns),
      rows_(inputs.settings.rows),
      candidates_(std::make_shared<const CandidateRows>(evaluator, inputs)),
      taken_(inputs.group),
      row_(inputs.first_row) {
  if (!inputs.group.keys.empty()) {
    first_key_ = names_of(inputs.plan.table(), inputs.group.keys.front().columns);
  }
  if (!inputs.group.conditions.empty()) solve(evaluator, inputs);
}

void GroupRows::solve(Evaluator& evaluator, const GroupInputs& inputs) {
  GroupSolver solver(evaluator, inputs, *candidates_, taken_);
  auto rows = solver.run(rows_to_solve(inputs));
  hardest_ = solver.hardest();
  if (rows.empty() && hardest_.empty()) return;  // none can be evaluated: loading will tell
  solved_ = std::make_shared<const std::vector<CellRow>>(std::move(rows));
  row_ = 0;
}

bool GroupRows::next(Cell* cells) {
  if (solved_) return next_solved(cells);
  if (!candidates_->has(row_)) return false;
  if (!first_key_.empty()) return next_distinct(cells);
  candidates_->make(cells, row_++, 0);
  return true;
}

/// Rows that need not differ come again and again.
bool GroupRows::next_solved(Cell* cells) {
  const bool repeat = first_key_.empty();
  if (solved_->empty() || (!repeat && row_ >= solved_->size())) return false;
  std::ranges::copy((*solved_)[static_cast<std::size_t>(row_++ % solved_->size())], cells);
  return true;
}

bool GroupRows::next_distinct(Cell* cells) {
  for (std::uint64_t skipped = 0; skipped < rows_ + most_skipped; ++skipped, ++row_) {
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
      CellRow candidate = candidates_->row(row_, attempt);
      if (!taken_.take_if_new(candidate, attempt)) continue;
      std::ranges::move(candidate, cells);
      ++row_;
      return true;
    }
  }
  return false;
}

std::string GroupRows::why_exhausted() const {
  if (solved_ && !hardest_.empty()) {
    return "no " + std::string(solved_->empty() ? "" : "further ") + "row that satisfies " +
           hardest_ + " was found";
  }
  return "there are no further distinct values of (" + first_key_ + ")";
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "seed/groups/group_solver.h"

#include <algorithm>
#include <set>
#include <utility>

#include "support/contains.h"

namespace pgstair::seed {

namespace {

constexpr std::size_t batch_size = 400;
constexpr std::size_t first_batch_size = 24;  // of a search for few rows
constexpr std::uint64_t most_redraws = 16;

}  // namespace

GroupSolver::GroupSolver(Evaluator& evaluator, const GroupInputs& inputs,
                         const CandidateRows& candidates, TakenKeys& taken)
    : evaluator_(evaluator),
      group_(inputs.group),
      candidates_(candidates),
      taken_(taken),
      next_row_(inputs.first_row),
      failures_(inputs.group.conditions.size(), 0) {
  describe_frame(inputs.plan.table());
}

/// The group's columns, and what its conditions may mention beside them: generated columns, and
/// those that a sequence fills.
void GroupSolver::describe_frame(const Table& table) {
  frame_.alias = table.name;
  for (const auto& condition : group_.conditions) {
    frame_.conditions.push_back(condition.condition.expression);
  }
  std::vector<Frame::FrameColumn> generated;
  for (const auto& column : table.columns) {
    const auto found = std::ranges::find(group_.columns, column.number);
    if (column.generated) {
      const bool ready = std::ranges::all_of(
          column.generated_from, [&](int number) { return contains(group_.columns, number); });
      if (ready) generated.push_back({column.name, column.type_sql, column.default_expression});
    } else if (found != group_.columns.end()) {
      frame_.columns.push_back({column.name, column.type_sql, ""});
      places_.emplace_back(static_cast<std::size_t>(found - group_.columns.begin()));
    } else if (!column.sequence.empty()) {
      frame_.columns.push_back({column.name, column.type_sql, ""});
      places_.emplace_back();  // what the sequence will give: some number
    }
  }
  frame_.columns.insert(frame_.columns.end(), generated.begin(), generated.end());
}

void GroupSolver::draw_new(std::vector<Attempt>& batch, std::size_t size) {
  while (batch.size() < size) {
    const std::uint64_t row = next_row_++;
    batch.push_back({row, 0, candidates_.row(row, 0)});
  }
}

/// Draws anew the columns of one condition that failed, or the whole row where nothing is known.
void GroupSolver::redraw(Attempt& attempt, const std::vector<bool>& verdict) const {
  ++attempt.attempt;
  const CellRow fresh = candidates_.row(attempt.row, attempt.attempt);
  const auto failing = std::ranges::find(verdict, false);
  if (failing == verdict.end()) {
    attempt.cells = fresh;
    return;
  }
  const auto& condition = group_.conditions[static_cast<std::size_t>(failing - verdict.begin())];
  // Columns of a foreign key change together with its others.
  std::set<int> changing(condition.columns.begin(), condition.columns.end());
  for (const ForeignKey* key : group_.foreign_keys) {
    if (std::ranges::any_of(key->columns, [&](int n) { return changing.contains(n); })) {
      changing.insert(key->columns.begin(), key->columns.end());
    }
  }
  for (std::size_t i = 0; i < attempt.cells.size(); ++i) {
    if (changing.contains(group_.columns[i])) attempt.cells[i] = fresh[i];
  }
}

std::vector<CellRow> GroupSolver::frame_rows(const std::vector<Attempt>& batch) const {
  std::vector<CellRow> rows;
  for (const auto& attempt : batch) {
    CellRow row;
    for (const auto& place : places_) {
      row.push_back(place ? attempt.cells[*place] : Cell(std::to_string(attempt.row % 30'000 + 1)));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<CellRow> GroupSolver::run(std::size_t wanted) {
  std::vector<CellRow> found;
  std::vector<Attempt> batch;
  const std::size_t most_rounds = 25 + 4 * wanted / batch_size;
  std::size_t fruitless = 0;
  for (std::size_t round = 0; found.size() < wanted && round < most_rounds && fruitless < 25;
       ++round) {
    const std::size_t small = std::clamp(2 * wanted, first_batch_size, batch_size);
    draw_new(batch, round == 0 ? small : batch_size);
    const auto verdicts = evaluator_.evaluate(frame_, frame_rows(batch));
    const bool none_evaluates = round == 0 && std::ranges::none_of(verdicts, [](const Verdict& v) {
                                  return v.has_value();
                                });
    if (none_evaluates) return {};  // a condition that only the table itself can answer
    std::vector<Attempt> again;
    const std::size_t before = found.size();
    for (std::size_t i = 0; i < batch.size() && found.size() < wanted; ++i) {
      const std::vector<bool> verdict = verdicts[i].value_or(std::vector<bool>{});
      for (std::size_t c = 0; c < verdict.size(); ++c) failures_[c] += verdict[c] ? 0 : 1;
      const bool good = verdicts[i] && std::ranges::all_of(verdict, [](bool b) { return b; });
      if (good && taken_.take_if_new(batch[i].cells, 0)) {
        found.push_back(std::move(batch[i].cells));
      } else if (batch[i].attempt < most_redraws) {
        redraw(batch[i], verdict);
        again.push_back(std::move(batch[i]));
      }
    }
    fruitless = found.size() == before ? fruitless + 1 : 0;
    // Half of each batch is new, so that a bad start does not hold the search.
    if (again.size() > batch_size / 2) again.resize(batch_size / 2);
    batch = std::move(again);
  }
  return found;
}

std::string GroupSolver::hardest() const {
  const auto most = std::ranges::max_element(failures_);
  if (most == failures_.end() || *most == 0) return "";
  return group_.conditions[static_cast<std::size_t>(most - failures_.begin())].condition.name;
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "seed/groups/candidate_rows.h"

#include <algorithm>
#include <set>
#include <string>

#include "support/contains.h"

namespace pgstair::seed {

namespace {

/// Values that conditions on the column, or triggers that refuse ordinary ones, could let pass;
/// null if there is nothing to suit.
std::shared_ptr<const Candidates> candidates_for(Evaluator& evaluator, const GroupInputs& inputs,
                                                 const Column& column) {
  const bool restricted = !inputs.group.conditions.empty() || inputs.settings.varied;
  if (!restricted || !inputs.maker.problem(column.type).empty()) return nullptr;
  std::vector<std::string> mentioning;
  if (inputs.settings.varied) mentioning = inputs.plan.table().trigger_sources;
  for (const auto& condition : inputs.group.conditions) {
    if (contains(condition.columns, column.number)) {
      mentioning.push_back(condition.condition.expression);
    }
  }
  return std::make_shared<const Candidates>(evaluator, inputs.maker, column.type, mentioning);
}

}  // namespace

CandidateRows::CandidateRows(Evaluator& evaluator, const GroupInputs& inputs)
    : decided_(inputs.decided) {
  const CountedParts parts(inputs);
  for (const int number : inputs.group.columns) {
    const Column& column = *inputs.plan.table().column(number);
    columns_.emplace_back(inputs, column, parts.of(column),
                          candidates_for(evaluator, inputs, column));
  }
  std::set<int> earlier;
  for (const ForeignKey* key : inputs.group.foreign_keys) {
    keys_.emplace_back(inputs, *key, parts.of(*key), earlier);
    earlier.insert(key->columns.begin(), key->columns.end());
  }
}

void CandidateRows::make(Cell* cells, std::uint64_t row, std::uint64_t attempt) const {
  std::vector<bool> is_set(keys_.empty() ? 0 : columns_.size(), false);
  for (const ForeignKeyCells& key : keys_) refer(key, row, attempt, cells, is_set);
  for (std::size_t place = 0; place < columns_.size(); ++place) {
    if (keys_.empty() || !is_set[place]) cells[place] = columns_[place].at(row, attempt);
  }
}

CellRow CandidateRows::row(std::uint64_t row, std::uint64_t attempt) const {
  CellRow cells(columns_.size());
  make(cells.data(), row, attempt);
  return cells;
}

bool CandidateRows::has(std::uint64_t row) const {
  return std::ranges::all_of(columns_, [&](const ColumnValues& values) { return values.has(row); });
}

void CandidateRows::refer(const ForeignKeyCells& key, std::uint64_t row, std::uint64_t attempt,
                          Cell* cells, std::vector<bool>& is_set) const {
  const auto& places = key.places();
  const bool may_be_null = std::ranges::any_of(
      places, [&](std::size_t place) { return !is_set[place] && columns_[place].is_nullable(); });
  const auto parent_row = key.choose(row, attempt, cells, may_be_null);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t place = places[i];
    if (is_set[place]) continue;
    is_set[place] = true;
    if (parent_row) {
      cells[place] = key.value(*parent_row, i);
    } else if (columns_[place].is_nullable()) {
      cells[place].reset();
    } else {
      // With no parent at all the value is wrong whatever it is; the server will say so.
      cells[place] = columns_[place].at(row, attempt);
    }
  }
}

}  // namespace pgstair::seed

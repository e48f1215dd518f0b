// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "seed/groups/column_values.h"
#include "seed/groups/foreign_key_cells.h"
#include "seed/groups/group_inputs.h"

namespace pgstair::seed {

/// Rows that a group of columns could have, any of them at once: its foreign keys refer to rows
/// that are there. Whether they satisfy its conditions, and whether they differ, is not looked at.
class CandidateRows {
 public:
  /// Asks the server which constants of the conditions the columns could have.
  CandidateRows(Evaluator& evaluator, const GroupInputs& inputs);

  /// Puts the cells of a row, in the order of the group's columns, where `cells` begin. Further
  /// attempts at the same row have others.
  void make(Cell* cells, std::uint64_t row, std::uint64_t attempt) const;
  CellRow row(std::uint64_t row, std::uint64_t attempt) const;

  /// False if columns of the group have values that were decided before, and no more of them.
  bool has(std::uint64_t row) const;

 private:
  void refer(const ForeignKeyCells& key, std::uint64_t row, std::uint64_t attempt, Cell* cells,
             std::vector<bool>& is_set) const;

  std::vector<ColumnValues> columns_;
  std::vector<ForeignKeyCells> keys_;
  std::shared_ptr<const DecidedValues> decided_;  ///< which `columns_` look into
};

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "seed/groups/candidate_rows.h"
#include "seed/groups/group_inputs.h"
#include "seed/groups/taken_keys.h"

namespace pgstair::seed {

/// The values of one group of columns, row after row.
///
/// Where conditions restrict them, the server has evaluated each row that is given out
/// (group_solver.h); where they must differ, no row is given out twice. Copies go on separately
/// from where they are.
class GroupRows {
 public:
  /// Asks the server what it must know.
  GroupRows(Evaluator& evaluator, const GroupInputs& inputs);

  const std::vector<int>& columns() const { return columns_; }

  /// Puts the next row's cells, in the order of columns(), where `cells` begin; false if there are
  /// no more.
  bool next(Cell* cells);

  /// Why next() gave nothing.
  std::string why_exhausted() const;

 private:
  void solve(Evaluator& evaluator, const GroupInputs& inputs);
  bool next_solved(Cell* cells);
  bool next_distinct(Cell* cells);

  std::vector<int> columns_;
  std::string first_key_;  ///< the columns of a unique key; empty if there is none
  std::uint64_t rows_ = 0;
  std::shared_ptr<const CandidateRows> candidates_;
  TakenKeys taken_;
  std::uint64_t row_ = 0;
  std::shared_ptr<const std::vector<CellRow>>
      solved_;           ///< only with conditions; `row_` counts them
  std::string hardest_;  ///< of the conditions, to satisfy
};

}  // namespace pgstair::seed

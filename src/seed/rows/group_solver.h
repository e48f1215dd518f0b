// SPDX-License-Identifier: MIT
#pragma once

#include "seed/rows/group_rows.h"

namespace pgstair::seed {

/// Searches rows that satisfy the conditions of a group: candidates are drawn, the server evaluates
/// all conditions of all of them, and of those that fail the columns of a failing condition are
/// drawn anew.
class GroupSolver {
 public:
  GroupSolver(Evaluator& evaluator, const TablePlan& plan, GroupRows& rows);

  /// Up to `wanted` rows; fewer when the search finds no more.
  std::vector<CellRow> run(std::size_t wanted);

  /// The condition that failed most; empty if none did.
  std::string hardest() const;

 private:
  struct Attempt {
    std::uint64_t row = 0;
    std::uint64_t attempt = 0;
    CellRow cells;
  };

  void draw_new(std::vector<Attempt>& batch, std::size_t size);
  void redraw(Attempt& attempt, const std::vector<bool>& verdict) const;
  std::vector<CellRow> frame_rows(const std::vector<Attempt>& batch) const;

  Evaluator& evaluator_;
  GroupRows& rows_;
  Frame frame_;
  std::vector<std::optional<std::size_t>> places_;  ///< frame column → cell, or a stand-in
  std::vector<std::size_t> failures_;
};

}  // namespace pgstair::seed

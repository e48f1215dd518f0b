// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "seed/groups/candidate_rows.h"
#include "seed/groups/group_inputs.h"
#include "seed/groups/taken_keys.h"

namespace pgstair::seed {

/// Searches rows that satisfy the conditions of a group: candidates are drawn, the server evaluates
/// all conditions of all of them, and of those that fail the columns of a failing condition are
/// drawn anew.
class GroupSolver {
 public:
  /// `taken`: gets the keys of the rows that are found. All of them outlive this object.
  GroupSolver(Evaluator& evaluator, const GroupInputs& inputs, const CandidateRows& candidates,
              TakenKeys& taken);

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

  void describe_frame(const Table& table);
  void draw_new(std::vector<Attempt>& batch, std::size_t size);
  void redraw(Attempt& attempt, const std::vector<bool>& verdict) const;
  std::vector<CellRow> frame_rows(const std::vector<Attempt>& batch) const;

  Evaluator& evaluator_;
  const Group& group_;
  const CandidateRows& candidates_;
  TakenKeys& taken_;
  std::uint64_t next_row_;
  Frame frame_;
  std::vector<std::optional<std::size_t>> places_;  ///< frame column → cell, or a stand-in
  std::vector<std::size_t> failures_;
};

}  // namespace pgstair::seed

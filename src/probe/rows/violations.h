// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "probe/rows/row_templates.h"

namespace pgstair::probe {

/// How many violations of one condition are tried, at most.
constexpr std::size_t most_attempts = 6;

/// Cells that, put into a row template, make a condition false.
struct Violation {
  std::size_t row = 0;
  Cells changes;
  bool alone = false;  ///< every other condition that was evaluated stays true
};

/// A condition that is to be made false.
struct Goal {
  std::string name;          ///< what the drawn values depend on
  std::string expression;    ///< false or true for a row, never an error for most
  std::vector<int> columns;  ///< that it depends on
  /// Its columns get values that no row has had yet: what a foreign key must not find.
  bool unused = false;
  /// What else its columns are subject to, beside the table's checks.
  struct Other {
    std::string expression;
    std::vector<int> columns;
  };
  std::vector<Other> others = {};
};

/// Up to `most` violations, first those that leave every other condition of the table true, and of
/// those the ones that change the fewest cells. Candidates are drawn from the conditions' own
/// constants, and the server evaluates them. Requires: the helpers of seed/evaluation.h.
std::vector<Violation> find_violations(const ProbeContext& context, const RowTemplates& templates,
                                       const Goal& goal, std::size_t most);

}  // namespace pgstair::probe

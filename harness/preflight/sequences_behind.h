// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "catalog/difference.h"
#include "chain/revision.h"
#include "preflight/real_database.h"
#include "report/preflight.h"
#include "walk/column_sequences.h"

namespace pgstair::preflight {

/// Sequences of the real database that have yet to give numbers which rows have already: rows were
/// copied, or written with numbers of their own. The next insert that asks for a number collides.
class SequencesBehind {
 public:
  explicit SequencesBehind(RealDatabase& real);

  /// Asks of each sequence from which this revision inserts. `change`: what its upgrade changes in
  /// a database without rows.
  std::vector<report::PreflightQuestion> questions(const chain::Revision& revision,
                                                   const catalog::Difference& change);

  /// Looks at each sequence that no question was about; to be called after all questions.
  void look_at_the_rest(report::Preflight& result);

 private:
  RealDatabase& real_;
  std::vector<walk::ColumnSequence> sequences_;
  std::vector<bool> asked_;
  std::vector<bool> mended_;  ///< by a revision that comes before what is looked at
};

}  // namespace pgstair::preflight

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "seed/cache/load_outcome.h"

namespace pgstair::seed {

/// For one row: whether each condition holds (NULL holds, as in a CHECK); nothing if the evaluation
/// failed, as 1/0 does.
using Verdict = std::optional<std::vector<bool>>;

/// What the server has said, so that it is asked once where a schema is filled again and again as
/// it goes on. A condition is taken to mean the same for ever; where a function of its own has
/// become another, loading finds the rows that are not legal any more.
struct Answers {
  std::unordered_map<std::uint64_t, std::vector<Verdict>> verdicts;  ///< by the question's hash
  std::map<std::pair<std::string, std::string>, bool> accepted;      ///< by type and value
  bool helpers = false;                                              ///< see accepted()
};

/// Which rows of a source the server took when it had refused others: so they need not be found
/// again when the same table is filled in the same way, a revision later.
struct TakenRows {
  std::vector<std::uint64_t> of_source;  ///< places in it
  std::vector<std::uint64_t> of_varied;
  LoadOutcome outcome;
};

/// Those of the tables that were loaded row by row, by what was asked and what COPY said to it.
using Recollections = std::map<std::string, TakenRows>;

/// What a fill may learn from those before it, where the schema of one database goes on and its
/// tables are filled again and again. The rows are the same without it; they take longer.
struct Memory {
  Answers answers;
  Recollections recollections;
};

}  // namespace pgstair::seed

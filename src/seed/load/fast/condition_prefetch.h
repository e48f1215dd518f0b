// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "seed/rows/table_sources.h"

namespace pgstair::seed {

/// A session that asks what conditions say of the rows of tables further on, while rows of others
/// are loaded. It changes nothing but how long a fill takes.
class ConditionPrefetch {
 public:
  /// Begins with the first step. `sources` outlives this; `conninfo` leads to the database whose
  /// tables they are of.
  ConditionPrefetch(const std::string& conninfo, const TableSources& sources);
  ~ConditionPrefetch();
  ConditionPrefetch(const ConditionPrefetch&) = delete;
  ConditionPrefetch& operator=(const ConditionPrefetch&) = delete;

  /// Lets `cache` remember what was found out for a step, once it is. Nothing if the session has
  /// not come to that step: it leaves it to the caller then. Call it once for each step.
  void take(std::size_t step, FillCache& cache);

 private:
  struct Step;

  void ask(const std::stop_token& stop, const std::string& conninfo);

  const TableSources& sources_;
  std::vector<Step> steps_;
  std::jthread thread_;  // after `steps_`: it ends first
};

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/rows/violations.h"
#include "probe/targets/table_targets.h"

namespace pgstair::probe {

namespace {

constexpr std::size_t most_trials = 6;

}  // namespace

std::vector<Target> check_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& check : specimen.table().checks) {
    Target target = specimen.target("check", check.condition.name);
    target.sqlstates = {"23514"};
    target.constraint = check.condition.name;
    target.validated = check.validated;
    const Sought sought{check.condition.name, check.condition.expression, check.columns};
    for (const auto& found : find_violations(laboratory, specimen, sought, most_trials)) {
      const bool in_no_key = std::ranges::none_of(found.changes, [&](const auto& change) {
        return std::ranges::any_of(specimen.table().foreign_keys, [&](const auto& key) {
          return contains(key.columns, change.first);
        });
      });
      target.trials.push_back(specimen.trial(specimen.write(found.row, found.changes),
                                             check.condition.name, Step::checks,
                                             found.alone && in_no_key));
    }
    if (target.trials.empty()) target.obstacle = specimen.obstacle();
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace pgstair::probe

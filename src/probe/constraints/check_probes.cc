// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/constraints/table_probes.h"
#include "probe/rows/violations.h"
#include "support/contains.h"

namespace pgstair::probe {

std::vector<ConstraintProbe> check_probes(const RowTemplates& templates,
                                          const ProbeContext& context) {
  std::vector<ConstraintProbe> probes;
  for (const auto& check : templates.table().checks) {
    ConstraintProbe probe = templates.probe("check", check.condition.name);
    probe.sqlstates = {"23514"};
    probe.constraint = check.condition.name;
    probe.validated = check.validated;
    const Goal goal{check.condition.name, check.condition.expression, check.columns};
    for (const auto& found : find_violations(context, templates, goal, most_attempts)) {
      const bool in_no_key = std::ranges::none_of(found.changes, [&](const auto& change) {
        return std::ranges::any_of(templates.table().foreign_keys, [&](const auto& key) {
          return contains(key.columns, change.first);
        });
      });
      probe.attempts.push_back(templates.attempt(templates.write(found.row, found.changes),
                                                 check.condition.name, DropStep::checks,
                                                 found.alone && in_no_key));
    }
    if (probe.attempts.empty()) probe.obstacle = templates.obstacle();
    probes.push_back(std::move(probe));
  }
  return probes;
}

}  // namespace pgstair::probe

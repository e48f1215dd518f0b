// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/attempts/constraint_probe.h"
#include "probe/attempts/options.h"
#include "seed/insertable_rows.h"
#include "seed/seed.h"

namespace pgstair::probe {

/// How tables are filled for probes: a few rows are enough to try on.
seed::RunSettings settings_of(const Options& options);

/// What is to be tried in a filled database: the constraints of every table, by its place in the
/// schema, and then those of domains. Asks in as many sessions as `options` has jobs, which share
/// the tables, and changes nothing.
std::vector<ConstraintProbe> all_probes(const std::string& conninfo,
                                        const seed::FilledDatabase& database,
                                        const Options& options);

}  // namespace pgstair::probe

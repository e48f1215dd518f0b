// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/attempts/options.h"
#include "probe/attempts/target.h"
#include "seed/seed.h"
#include "seed/spare_rows.h"

namespace pgstair::probe {

/// How tables are filled for probes: a few rows are enough to try on.
seed::RunSettings settings_of(const Options& options);

/// What is to be tried in a filled database: the constraints of every table, by its place in the
/// schema, and then those of domains. Asks in as many sessions as `options` has jobs, which share
/// the tables, and changes nothing.
std::vector<Target> all_targets(const std::string& conninfo, const seed::Specimens& specimens,
                                const Options& options);

}  // namespace pgstair::probe

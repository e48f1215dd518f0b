// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "chain/read.h"
#include "report/finding.h"
#include "walk/check.h"

namespace pgstair::checks {

/// What the upgrade has that pg_dump writes for psql, and that the chain's tool does not
/// understand: it runs here, as psql would run it, and fails there.
std::vector<report::Finding> needs_client(const walk::RevisionRecord& record,
                                          chain::PsqlParts understood);

}  // namespace pgstair::checks

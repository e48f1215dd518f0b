// SPDX-License-Identifier: MIT
#pragma once

#include "rows/rehearsal.h"
#include "seed/seed.h"

namespace pgstair::rows {

/// Fills the tables of `schema`, but for those in which migration tools keep their versions.
seed::Report fill(postgres::Session& session, const seed::Schema& schema,
                  seed::RunSettings settings);

}  // namespace pgstair::rows

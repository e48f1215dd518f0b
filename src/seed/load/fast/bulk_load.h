// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "postgres/session.h"
#include "seed/load/load.h"

namespace pgstair::seed {

/// Adds many rows of a table by one COPY, whose keys are checked (keys_at_once.h) and whose indexes
/// are built (indexes_at_once.h) when all are there. Nothing, and nothing done, if the rows are few
/// or something is in the way: a trigger, a row that the server refuses.
std::optional<LoadOutcome> load_in_bulk(postgres::Session& session, const LoadRequest& request);

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "postgres/session.h"
#include "seed/cache/load_outcome.h"
#include "seed/rows/row_source.h"

namespace pgstair::seed {

struct BulkRequest {
  const Table& table;
  const RowSource& source;
  std::uint64_t wanted = 0;
  /// The tables that foreign keys refer to, if they have all their rows by now; else null.
  const Schema* parents = nullptr;
};

/// Adds many rows of a table by one COPY, whose keys are checked (keys_at_once.h) and whose indexes
/// are built (indexes_at_once.h) when all are there. Nothing, and nothing done, if the rows are few
/// or something is in the way: a trigger, a row that the server refuses.
std::optional<LoadOutcome> load_in_bulk(postgres::Session& session, const BulkRequest& request);

}  // namespace pgstair::seed

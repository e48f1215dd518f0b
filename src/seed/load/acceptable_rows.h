// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "postgres/session.h"
#include "seed/conditions/evaluation.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// Rows of one table that the server is asked about.
struct RowsToTry {
  const Table* table = nullptr;
  std::vector<const Column*> columns;  ///< the others have their defaults
  std::vector<CellRow> rows;
};

/// For each table the first `wanted` of its rows that the server would take, each by itself; adds
/// none. Hundreds of tables in one statement, and without a relation of ours: after a few dozen
/// relations created in a transaction, every later savepoint of it is slow.
std::vector<std::vector<CellRow>> acceptable_rows(postgres::Session& session,
                                                  const std::vector<RowsToTry>& tables,
                                                  std::size_t wanted);

}  // namespace pgstair::seed

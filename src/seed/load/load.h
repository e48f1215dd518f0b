// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/cache/fill_cache.h"
#include "seed/rows/row_source.h"

namespace pgstair::seed {

/// How many rows each of the tables has; foreign ones are not looked at. `before`: statements that
/// go to the server with the question.
std::vector<std::uint64_t> count_rows(postgres::Session& session,
                                      const std::vector<const Table*>& tables,
                                      std::string before = "");

/// What is to be loaded.
struct LoadRequest {
  const Table& table;
  const RowSource& source;
  std::function<RowSource()> varied;  ///< other rows, where the server takes too few of `source`
  std::uint64_t wanted = 0;
  bool thorough = true;  ///< goes on for long where most rows are refused
  /// The tables that foreign keys refer to, if they have all their rows by now; else null.
  const Schema* parents = nullptr;
  std::string
      purpose;  ///< tells fills of one table apart: how its rows are made, and from which on
};

/// Adds rows by COPY. If the server refuses one, row by row, leaving out what is refused and going
/// on through the source (a copy of it each time), then through the varied one, until there are
/// enough or it gives up.
LoadOutcome load(postgres::Session& session, const LoadRequest& request, FillCache& cache);

}  // namespace pgstair::seed

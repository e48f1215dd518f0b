// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "seed/cache/load_outcome.h"
#include "seed/rows/row_source.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

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

/// Puts rows into a table, in the open transaction. PlainLoader (plain_loader.h) loads any table;
/// BulkLoader (fast/bulk_loader.h) stands before it and takes those with many rows.
class Loader {
 public:
  virtual ~Loader() = default;

  /// Adds the rows of the request that the server takes.
  virtual LoadOutcome load(const LoadRequest& request) = 0;
};

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "postgres/session.h"
#include "seed/seed.h"

namespace pgstair::seed {

/// Rows of one table that the server takes and that are not there: what a probe starts from.
struct InsertableRows {
  std::vector<int> columns;  ///< numbers; the others have their defaults
  std::vector<CellRow> rows;
};

/// Looks for further rows of tables that fill_for_more() filled. Sessions may share the tables,
/// each with a finder of its own.
class InsertableRowFinder {
 public:
  InsertableRowFinder(postgres::Session& session, const FilledDatabase& database,
                      const RunSettings& settings);
  ~InsertableRowFinder();

  /// Up to `wanted` rows of each of the tables that the server would take; nothing for a table that
  /// takes none. The open transaction is left as it was, but for the values of sequences and for
  /// temporary functions.
  std::map<Oid, InsertableRows> find(const std::vector<const Table*>& tables, std::size_t wanted);

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

/// The tables in portions of about `size`, for finders to share: tables whose rows refer to each
/// other with keys that are decided beforehand are in one, the first.
std::vector<std::vector<const Table*>> portions(const Schema& schema, std::size_t size);

}  // namespace pgstair::seed

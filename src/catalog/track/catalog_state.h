// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/read/read_transaction.h"
#include "catalog/sql/row_queries.h"

namespace pgstair::catalog {

/// What the server knows of its catalogs without a look at their rows.
struct CatalogState {
  struct Writes {
    std::string put;  ///< how many rows were inserted or updated, ever, or NULL
    std::string deleted;
  };
  std::map<std::size_t, Writes> writes;  ///< by source
  std::int64_t outside_names = 0;
  std::string oldest_unseen;
  std::string transaction = "0";
  bool complete = false;  ///< every write was counted
  bool undone = false;    ///< what was seen at the look before
  bool all_seen = false;  ///< every transaction that has begun to write has ended
  std::string files;      ///< which the catalogs are in
};

/// The state now; `before` is that of the look before. For `sessions_at_rest` see
/// IncrementalSource.
CatalogState read_state(ReadTransaction& transaction, const RowQueries& queries,
                        const CatalogState& before, int sessions_at_rest);

/// Whether the counts of two looks tell what was written between them, and nothing else happened.
/// The earlier ones, too, must be complete: else they may have a write that was not seen yet.
bool is_gapless(const CatalogState& before, const CatalogState& now);

/// What a catalog's rows have as a number: text of the server's.
std::int64_t to_integer(std::string_view text);

}  // namespace pgstair::catalog

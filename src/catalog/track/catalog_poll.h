// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/sql/query_text.h"
#include "catalog/track/row_statements.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// What the server knows of its catalogs without a look at their rows, at one moment.
struct CatalogPoll {
  /// How many rows of a catalog were ever written (inserted or updated) and deleted, whether or not
  /// it came to a commit.
  struct Writes {
    std::int64_t written = 0;
    std::int64_t deleted = 0;
  };
  std::vector<Writes> writes;    ///< of each tracked catalog; only if `counts_complete`
  bool counts_complete = false;  ///< the server's statistics have every write
  std::string statistics_reset;  ///< when they last began anew
  /// The transaction in which the poll before this one was made has rolled back since.
  bool previous_undone = false;
  std::int64_t transaction = 0;    ///< in which this one is made; 0 if it has written nothing
  std::string oldest_unseen;       ///< transaction ID: all before it have ended, or are this one
  std::string first_unseen;        ///< the same, but of those that this one sees, this one too
  std::int64_t outside_names = 0;  ///< hash of names that are kept outside of the database
  std::string indexed_rows;        ///< another text whenever any row of an indexed source is other
};

/// Its query. $1: the `transaction` of the poll before this one, or 0.
std::string poll_query(const std::vector<TrackedCatalog>& catalogs,
                       const std::vector<RowSource>& sources, const Fragments& fragments);

CatalogPoll parse_poll(const postgres::Rows& rows, const std::vector<TrackedCatalog>& catalogs);

/// The numbers of a bigint[], also of several dimensions, as the server writes it:
/// "{{1,2},{3,NULL}}", where NULL counts as 0.
std::vector<std::int64_t> parse_numbers(std::string_view text);

std::int64_t to_integer(std::string_view text);

}  // namespace pgstair::catalog

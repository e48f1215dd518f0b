// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "catalog/read/read_transaction.h"
#include "catalog/sql/row_queries.h"

namespace pgstair::catalog {

/// Where rows are, as a tid[], by source.
using Places = std::map<std::size_t, std::string>;

/// What came last to large catalogs, found without reading them.
///
/// A catalog grows at its end: in its last pages new rows are looked for, and if there are as many
/// of them as the server's statistics count, there are no others. Their places are kept, as the
/// rows that came last are mostly the first to go: if as many of these places are empty as rows
/// were deleted, no others were.
class LastPages {
 public:
  /// How many rows of its catalog were written or deleted since the last look, by source.
  using Counts = std::map<std::size_t, std::int64_t>;

  /// Where to look for new rows.
  enum class Where { last_pages, all_pages };

  /// Takes those sources out of `put` whose new rows are all found there, and returns where they
  /// are: nothing of a source to which none of them matters. Requires: of each, a row that may be
  /// new by `oldest_unseen` (see RowQueries::census()) was not seen at the last look.
  Places take_new(ReadTransaction& transaction, const RowQueries& queries,
                  const std::string& oldest_unseen, Where where, Counts& put);

  /// The sources of which only rows went that take_new() had found and nobody wrote after that.
  SourceSet gone(ReadTransaction& transaction, const RowQueries& queries, const Counts& deleted);

  /// What came to a source last was not found here.
  void forget(std::size_t source) { came_.erase(source); }
  /// It is not known what came last.
  void forget() { came_.clear(); }

 private:
  struct Came {
    std::int64_t count = 0;
    std::string places;  ///< a tid[] of all rows of the catalog, not only the source's
  };

  std::map<std::size_t, Came> came_;
  // Ever: a statement is prepared anew only when another source joins.
  SourceSet were_asked_for_new_;
  SourceSet were_asked_for_gone_;
};

}  // namespace pgstair::catalog

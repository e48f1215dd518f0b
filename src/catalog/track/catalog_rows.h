// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/read/read_transaction.h"
#include "catalog/read/root_kinds.h"
#include "catalog/snapshot.h"
#include "catalog/sql/row_queries.h"
#include "catalog/track/catalog_state.h"
#include "catalog/track/last_pages.h"
#include "catalog/track/row_ledger.h"

namespace pgstair::catalog {

/// Which rows the catalogs had at the last look, and what they matter to; so that the next look
/// finds what changed without reading the rest.
///
/// How: the server's statistics tell which catalogs were written to since. Of these a census tells
/// where rows are that may be new, by their transaction; these are read. (Of a large catalog the
/// last pages are looked at instead, and then the parts of what changed are looked up; if these are
/// as many rows as were written, there are no others.) Where rows may be gone, too, or have come
/// back with a rollback, it counts all and sums the places where they are stored. If that does not
/// agree with what is known, then most often those rows went that had come last; if it was not
/// these, a roll call of that catalog tells which.
///
/// Between two looks in one transaction, nothing may be rolled back to before the first of them.
class CatalogRows {
 public:
  struct Changes {
    KindsByRoot kinds;  ///< what to read again; a root that is gone has no kinds
    /// What is read of any root may be another: roles or tablespaces, which anything may name, are
    /// others, or VACUUM FULL moved the rows of a catalog.
    bool everything = false;
    /// The server's statistics know of whatever was done since the last look.
    bool gapless = false;
  };

  /// Looks again. The first look finds that everything changed. Throws ChangedWhileRead, and is of
  /// no use afterwards. For `sessions_at_rest` see IncrementalSource.
  Changes look(ReadTransaction& transaction, const RowQueries& queries, int sessions_at_rest);

  /// The kinds that a root may have objects of; none if it does not exist.
  Kinds kinds_of(const RootKey& root) const { return ledger_.kinds_of(root); }

  /// The same for every root.
  KindsByRoot all() const { return ledger_.all(); }

 private:
  using Countings = std::map<std::size_t, RowQueries::Counting>;  ///< by source
  std::map<std::string, SourceSet> take_out_large(Countings& written,
                                                  const RowQueries& queries) const;
  struct Total {
    std::size_t rows = 0;
    std::int64_t places = 0;
  };
  struct RowId {
    std::int64_t key = 0;
    std::int64_t place = 0;
  };
  struct Census {
    Places newcomers;                     ///< where rows are that may be new
    std::map<std::size_t, Total> totals;  ///< by source, of those that were counted
  };
  using RowIds = std::map<std::size_t, std::vector<RowId>>;  ///< by source
  /// Rows that came, and where.
  struct Arrivals {
    Places places;
    RowIds rows;
  };

  void catch_up(ReadTransaction& transaction, const RowQueries& queries, const CatalogState& state,
                KindsByRoot& touched);
  static std::set<std::uint32_t> changed_relations(const RowQueries& queries,
                                                   const Arrivals& arrivals,
                                                   const KindsByRoot& touched);
  std::set<std::string> large_catalogs(const RowQueries& queries) const;
  Places take_out_latest(ReadTransaction& transaction, const RowQueries& queries,
                         const CatalogState& state, Countings& written, KindsByRoot& touched);
  Arrivals read_written(ReadTransaction& transaction, const RowQueries& queries,
                        const Countings& written, Places newcomers, KindsByRoot& touched);
  Arrivals read_all_new(ReadTransaction& transaction, const RowQueries& queries,
                        const SourceSet& sources, std::int64_t written, KindsByRoot& touched);
  void note_seen(const CatalogState& state, bool gapless);
  Countings countings(const CatalogState& state, const RowQueries& queries) const;
  Census take_census(ReadTransaction& transaction, const RowQueries& queries,
                     const Countings& countings);
  bool look_up_parts(ReadTransaction& transaction, const RowQueries& queries,
                     const SourceSet& sources, std::int64_t written, KindsByRoot& touched);
  SourceSet disagreeing(const Census& census) const;
  Arrivals read_newcomers(ReadTransaction& transaction, const RowQueries& queries, Places places,
                          KindsByRoot& touched);
  postgres::Rows rows_at(ReadTransaction& transaction, const RowQueries& queries,
                         const Places& places);
  RowIds put_rows(const postgres::Rows& rows, KindsByRoot& touched);
  void revisit_arrivals(ReadTransaction& transaction, const RowQueries& queries,
                        const SourceSet& sources, KindsByRoot& touched);
  Places call_roll(ReadTransaction& transaction, const RowQueries& queries,
                   const SourceSet& sources, KindsByRoot& touched);

  RowLedger ledger_;
  CatalogState last_;
  Arrivals arrivals_;                  ///< the last ones of each source
  std::set<std::uint32_t> relations_;  ///< that the last look found changed
  LastPages last_pages_;
  SourceSet seen_but_new_;  ///< with rows that were seen and still may be new by their transaction
  // Ever: a statement is prepared anew only when another source joins.
  SourceSet were_counted_;
  SourceSet were_read_;
  SourceSet were_called_;
};

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/read_transaction.h"
#include "catalog/root_kinds.h"
#include "catalog/row_ledger.h"
#include "catalog/row_queries.h"
#include "catalog/snapshot.h"

namespace pgstair::catalog {

/// Which rows the catalogs had at the last look, and what they matter to; so that the next look
/// finds what changed without reading the rest.
///
/// How: the server's statistics tell which catalogs were written to since. Of these a census tells
/// where rows are that may be new, by their transaction; these are read. (Of a large catalog the
/// parts of what changed are looked up instead; if these are as many rows as were written, there
/// are no others.) Where rows may be gone, too, or have come back with a rollback, it counts all
/// and sums the places where they are stored. If that does not agree with what is known, then most
/// often those rows went that had come last; if it was not these, a roll call of that catalog tells
/// which.
///
/// Between two looks in one transaction, nothing may be rolled back to before the first of them.
class CatalogRows {
 public:
  struct Changes {
    KindsByRoot kinds;           ///< what to read again; a root that is gone has no kinds
    bool outside_names = false;  ///< roles or tablespaces, which anything may name, are others
    /// The server's statistics know of whatever was done since the last look.
    bool gapless = false;
  };

  /// Looks again. The first look finds that everything changed. Throws ChangedWhileRead, and is of
  /// no use afterwards. For `sessions_at_rest` see SnapshotReader.
  Changes look(ReadTransaction& transaction, const RowQueries& queries, int sessions_at_rest);

  /// The kinds that a root may have objects of; none if it does not exist.
  Kinds kinds_of(const RootKey& root) const { return ledger_.kinds_of(root); }

  /// The same for every root.
  KindsByRoot all() const { return ledger_.all(); }

 private:
  /// What the server knows without a look at the catalogs.
  struct State {
    struct Writes {
      std::string put;  ///< how many rows, or NULL
      std::string deleted;
    };
    std::map<std::size_t, Writes> writes;  ///< by source
    std::int64_t outside_names = 0;
    std::string oldest_unseen;
    std::string transaction = "0";
    bool complete = false;  ///< every write was counted
    bool undone = false;    ///< what was seen at the last look
  };
  using Countings = std::map<std::size_t, RowQueries::Counting>;  ///< by source
  std::map<std::string, SourceSet> take_out_large(Countings& written,
                                                  const RowQueries& queries) const;
  struct Total {
    std::size_t rows = 0;
    std::int64_t places = 0;
  };
  using Places = std::map<std::size_t, std::string>;  ///< tid[] by source
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

  bool is_gapless(const State& now) const;
  State read_state(ReadTransaction& transaction, const RowQueries& queries,
                   int sessions_at_rest) const;
  void catch_up(ReadTransaction& transaction, const RowQueries& queries, const State& state,
                KindsByRoot& touched);
  static std::set<std::uint32_t> changed_relations(const RowQueries& queries,
                                                   const Arrivals& arrivals,
                                                   const KindsByRoot& touched);
  Arrivals read_written(ReadTransaction& transaction, const RowQueries& queries,
                        const Countings& written, KindsByRoot& touched);
  Countings countings(const State& state, const RowQueries& queries) const;
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
  State last_;
  Arrivals arrivals_;                  ///< the last ones of each source
  std::set<std::uint32_t> relations_;  ///< that the last look found changed
  // Ever: a statement is prepared anew only when another source joins.
  SourceSet were_counted_;
  SourceSet were_read_;
  SourceSet were_called_;
};

}  // namespace pgstair::catalog

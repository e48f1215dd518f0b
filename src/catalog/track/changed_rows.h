// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/sql/catalog_queries.h"
#include "catalog/track/catalog_poll.h"
#include "catalog/track/known_rows.h"
#include "catalog/track/row_statements.h"
#include "catalog/transaction/batch.h"

namespace pgstair::catalog {

/// Which rows the catalogs had at the last poll; so that the next one finds what changed without
/// reading the rest. How: docs/design/change-tracking.md.
///
/// Between two polls in one transaction, nothing may be rolled back to before the first of them.
class ChangedRows {
 public:
  explicit ChangedRows(const CatalogQueries& queries);

  /// Asks prepared queries in one round trip.
  using Ask = std::function<std::vector<postgres::Rows>(const std::vector<PreparedQuery>&)>;

  struct Changes {
    TouchedRoots touched;
    /// What is read of any root may be another: roles or tablespaces, which anything may name, are
    /// others; or it is the first poll.
    bool everything = false;
    bool counts_complete = false;  ///< see CatalogPoll, of this poll and the one before
  };

  Changes poll(const Ask& ask);

  const KnownRows& known() const { return known_; }

 private:
  class Requests;
  static constexpr std::int64_t not_known = -1;

  /// Rows that came to a catalog between the last two polls, and where they are.
  struct Arrivals {
    std::set<std::string> ctids;  ///< of all rows, also those that are of no source
    struct Row {
      std::size_t source = 0;
      std::int64_t key = 0;
      std::string ctid;
    };
    std::vector<Row> rows;
  };

  void read_everything(const Ask& ask);
  std::vector<PreparedQuery> count_queries() const;
  void follow_counts(const std::vector<postgres::Rows>& counts, Requests& requests);
  void follow_statistics(const CatalogPoll& now, Requests& requests);
  void find_gone(std::size_t catalog, const Arrivals& before, std::int64_t deleted,
                 Requests& requests);
  enum class Keys { that_go, all };
  void list_keys(std::size_t catalog, Requests& requests, Keys which = Keys::that_go);
  /// `written`: how many rows came, if that is known.
  void read_new_rows(std::size_t catalog, Requests& requests,
                     const std::function<void()>& then = {}, std::int64_t written = not_known);
  void read_rows_at(std::size_t catalog, const std::string& ctids, Requests& requests);
  void note_arrivals(std::size_t catalog, const postgres::Rows& rows);
  void put_rows(std::size_t catalog, const postgres::Rows& rows);
  void erase_row(std::size_t source, std::int64_t key);
  bool is_large(const TrackedCatalog& catalog) const;

  std::vector<RowSource> sources_;
  std::vector<TrackedCatalog> catalogs_;
  std::string poll_query_;
  std::string catalogs_with_rows_;
  std::vector<std::size_t> catalog_of_;  ///< each source

  KnownRows known_;
  bool has_polled_ = false;
  CatalogPoll last_;
  /// CatalogPoll::oldest_unseen of the last poll outside of a transaction that wrote.
  std::string oldest_unseen_;
  std::set<std::size_t> changed_in_transaction_;  ///< catalogs, since that poll
  std::map<std::size_t, Arrivals> arrivals_;      ///< of catalogs where they are known
  TouchedRoots touched_;                          ///< by the poll that is under way
};

}  // namespace pgstair::catalog

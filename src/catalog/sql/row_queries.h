// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/sql/query_text.h"

namespace pgstair::catalog {

/// A block of queries/catalog_rows.sql: rows of one system catalog, and where they lead.
struct RowSource {
  bool of_parts = false;              ///< of no root, and of no kind that a root might not have
  std::string alias;                  ///< of the catalog in `from`
  std::string catalog;                ///< "pg_trigger"
  std::vector<std::string> catalogs;  ///< all that `from` names
  std::string from;                   ///< "pg_trigger t"
  std::string where;
  std::string leads;                  ///< which of its rows a read that reads all needs
  std::string key;                    ///< a bigint that names a row as long as it lives
  bool keeps_key = true;              ///< through an update, in which it remains of the source
  std::string relation;               ///< the OID of the relation it is part of, or is; or empty
  std::string place;                  ///< an integer that says where its version is stored
  std::vector<std::string> branches;  ///< "catalog, root, kinds, version FROM pg_trigger t WHERE …"
};

/// Positions in the list of sources.
using SourceSet = std::set<std::size_t>;

/// The queries over the rows of the catalogs, for one server version.
class RowQueries {
 public:
  RowQueries() = default;

  /// Reads the blocks, but for those of `closed` catalogs. Throws std::logic_error on one that it
  /// cannot read.
  RowQueries(std::string_view text, const Fragments& fragments, int version,
             const std::set<std::string>& closed);

  const std::vector<RowSource>& sources() const { return sources_; }

  /// The system catalogs that the sources are of.
  std::set<std::string> catalogs() const;

  /// source, how often rows of its catalogs were inserted or updated so far, and how often deleted,
  /// or NULL where the server cannot tell; and lines of their own for what is told once. $1 is the
  /// transaction in which the last look was made, or 0, and $2 the number of other sessions whose
  /// writes are all counted.
  const std::string& writes() const { return writes_; }
  static constexpr int outside_names =
      -1;  ///< a sum over names that are kept outside of the database
  static constexpr int oldest_unseen = -2;  ///< $1 of the next census
  static constexpr int transaction = -3;    ///< $1 of the next look
  static constexpr int is_complete = -4;    ///< 1 if the counts have whatever was written before
  static constexpr int was_undone = -5;     ///< 1 if the transaction of the last look is
  static constexpr int all_seen = -6;       ///< 1 if nobody has a transaction that writes open
  static constexpr int files = -7;  ///< another number if VACUUM FULL moved the rows of a catalog

  /// How the rows of a source are counted.
  enum class Counting { none, newcomers, all };

  /// source, count of rows, sum of their places, and where those are that may be new: a tid[], or
  /// NULL. $1 is the oldest transaction whose rows had not all been seen at the last look; $2, $3 …
  /// say how each source is counted (a Counting). Of one that is not, the line says nothing.
  std::string census(const SourceSet& sources) const;

  /// source, how many rows of its catalog's last pages may be new, where these are, and where those
  /// of them are that are the source's: a tid[] each, or NULL. $1 as for census(); $2, $3 … say of
  /// each source how many pages, 0 if it is not asked about. Requires: the sources have a catalog
  /// each; server 14.
  std::string latest(const SourceSet& sources) const;

  /// source, and at how many of some places its catalog has a row. $1, $2 … are a tid[] for each of
  /// `sources`. Requires: they have a catalog each.
  std::string still_at(const SourceSet& sources) const;

  /// The sources that have a row. Most have none in a small database, and a query over all takes
  /// the server longer to plan than to run.
  std::string present() const;

  /// Every row of some sources: source, key, place, the root's catalog and OID, kinds, version; a
  /// line for each root and set of kinds that it matters to, and one with no kinds if there may be
  /// none.
  std::string all_rows(const SourceSet& sources) const;

  /// The roots that there are: the catalog, its OID, and kinds; a line for each set of kinds that a
  /// row of the root matters to. Without `*` and the kinds that are told by blocks of `parts` only.
  /// Queries that take about as long as each other, which together have all.
  const std::vector<std::string>& roots() const { return roots_; }

  /// One text that is another whenever any row is.
  const std::string& stamp() const { return stamp_; }

  /// The same as all_rows() for the rows at some places: $1, $2 … are a tid[] or NULL for each of
  /// `sources`.
  std::string rows_at(const SourceSet& sources) const;

  /// The same for the rows that are parts of some relations, $1, and may be new, by the oldest
  /// transaction whose rows had not all been seen, $2. Requires: the sources have a `relation`.
  std::string new_parts(const SourceSet& sources) const;

  /// source, key, place and ctid of every row. $1, $2 … say of each source whether it is called.
  std::string roll_call(const SourceSet& sources) const;

 private:
  std::vector<RowSource> sources_;
  std::string writes_;
  std::vector<std::string> roots_;
  std::string stamp_;
};

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/query_text.h"

namespace pgstair::catalog {

/// A block of queries/catalog_rows.sql: rows of one system catalog, and where they lead.
struct RowSource {
  bool of_parts = false;  ///< of no root, and of no kind that a root might not have
  std::string alias;      ///< of the catalog in `from`
  std::string catalog;    ///< "pg_trigger"
  std::string from;       ///< "pg_trigger t"
  std::string where;
  std::string key;                    ///< a bigint that names a row as long as it lives
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

  /// source, count of rows, sum of their places, and where those are that may be new: a tid[], or
  /// NULL. $1 is the oldest transaction whose rows had not all been seen at the last look; the
  /// census of that look told it, in a line of its own: `next_look`, in the place of the sum.
  /// `outside_names` is another line of its own: a sum over names that are kept outside of the
  /// database.
  const std::string& census() const { return census_; }
  static constexpr int outside_names = -1;
  static constexpr int next_look = -2;

  /// Every row: source, key, place, the root's catalog and OID, kinds, version; a line with no
  /// kinds for each row, and one for each root and set of kinds that it matters to.
  const std::string& all_rows() const { return all_rows_; }

  /// The roots that there are: the catalog, its OID, and kinds; a line for each set of kinds that a
  /// row of the root matters to. Without the kinds that are told by blocks of `parts` only.
  const std::string& roots() const { return roots_; }

  /// One text that is another whenever any row is.
  const std::string& stamp() const { return stamp_; }

  /// The same as all_rows() for the rows at some places: $1, $2 … are a tid[] or NULL for each of
  /// `sources`.
  std::string rows_at(const SourceSet& sources) const;

  /// source, key, place and ctid of every row. $1, $2 … say of each source whether it is called.
  std::string roll_call(const SourceSet& sources) const;

 private:
  std::vector<RowSource> sources_;
  std::string census_;
  std::string all_rows_;
  std::string roots_;
  std::string stamp_;
};

}  // namespace pgstair::catalog

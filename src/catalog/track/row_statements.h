// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/sql/row_source.h"

namespace pgstair::catalog {

/// A system catalog whose rows are tracked, or several that are read together, and the statements
/// that find rows of it.
///
/// `all_rows`, `new_rows` and `rows_at` answer in lines of: source (its position in the list of
/// sources), key, ctid, name, the root's catalog and OID, kinds, version; a line for each root and
/// set of kinds that a row matters to, and one with no kinds besides. `new_rows` begins with a line
/// for each row that it found, also if it is of no source: only its ctid, and as version whether it
/// is new by $2 as well.
///
/// `$1` is a transaction ID where none else is told: a row is new if that one or a later one wrote
/// it.
struct TrackedCatalog {
  std::string from;                  ///< "pg_attribute a"
  std::vector<std::string> names;    ///< "pg_attribute"
  std::vector<std::size_t> sources;  ///< their positions in the list of sources
  bool indexed = false;              ///< see RowSource: of its only source
  bool keeps_keys = true;            ///< each source's, see RowSource

  std::string all_rows;
  /// $2 is a later transaction, and $3 how many rows came since then, or -1: if the catalog's last
  /// pages have as many, no others are looked for.
  std::string new_rows;
  std::string rows_at;       ///< at the places $1, a tid[]
  std::string keys;          ///< source, key and ctid of every row
  std::string keys_that_go;  ///< the same, without those that last; or none
  std::string still_at;      ///< one tid[]: those of the places $1, a tid[], where there is a row
  std::string counts;  ///< one bigint[]: of each source, how many rows there are, and how many
                       ///< are new
};

std::vector<TrackedCatalog> tracked_catalogs(const std::vector<RowSource>& sources);

/// The positions of the catalogs that have a row of a source. Most have none in a small database,
/// and a query over one takes the server longer to plan than to run.
std::string catalogs_with_rows(const std::vector<TrackedCatalog>& catalogs,
                               const std::vector<RowSource>& sources);

}  // namespace pgstair::catalog

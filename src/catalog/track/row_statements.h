// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/sql/row_source.h"

namespace pgstair::catalog {

/// The statements that find rows of one source.
///
/// All but `keys` answer in lines of: key, ctid, name, the root's catalog and OID, kinds, version;
/// a line for each root and set of kinds that a row matters to, and one with no kinds besides.
/// `$1` is a transaction ID: a row is new if that one or a later one wrote it.
struct RowStatements {
  std::string all_rows;
  std::string new_rows;   ///< $1
  std::string last_rows;  ///< $1; only those in the catalog's last pages
  std::string rows_at;    ///< at the places $1, a tid[]
  std::string keys;       ///< key and ctid of every row
  std::string counts;     ///< one bigint[]: how many rows there are, and how many are new by $1
};

/// A system catalog whose rows are tracked, or several that are read together.
struct TrackedCatalog {
  std::vector<std::string> names;    ///< "pg_attribute"
  std::vector<std::size_t> sources;  ///< their positions in the list of sources
  std::string last_ctids;            ///< tid[] of its rows in the last pages that are new by $1
  std::string new_ctids;             ///< tid[] of its rows that are new by $1, and those by $2
  std::string still_at;              ///< those of the places $1, a tid[], where it has a row
};

std::vector<RowStatements> row_statements(const std::vector<RowSource>& sources);
std::vector<TrackedCatalog> tracked_catalogs(const std::vector<RowSource>& sources);

/// The positions of the sources that have a row. Most have none in a small database, and a query
/// over one takes the server longer to plan than to run.
std::string sources_with_rows(const std::vector<RowSource>& sources);

}  // namespace pgstair::catalog

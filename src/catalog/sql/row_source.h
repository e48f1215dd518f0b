// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/sql/query_text.h"

namespace pgstair::catalog {

/// A block of queries/catalog_rows.sql: rows of one system catalog, and the roots they belong to.
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
  bool lasting = false;               ///< no such row ever goes
  bool indexed = false;               ///< an index finds them without going through the catalog
  std::string name;                   ///< what others call it by, in their text; "''" if nothing
  std::vector<std::string> branches;  ///< "catalog, root, kinds, version FROM @rows WHERE …"
};

/// The blocks of `text` that a server version has, but for those of `closed` catalogs.
/// Throws std::logic_error on one that cannot be read.
std::vector<RowSource> parse_row_sources(std::string_view text, const Fragments& fragments,
                                         int version, const std::set<std::string>& closed);

/// FROM and WHERE of the rows of a source.
std::string rows_of(const RowSource& source);

std::string union_all(const std::vector<std::string>& selects);

/// The roots that there are: the catalog, its OID, and kinds; a line for each set of kinds that a
/// row of the root matters to. Without `*` and the kinds that are told by blocks of `parts` only.
/// Queries that take about as long as each other, which together have all.
std::vector<std::string> root_queries(const std::vector<RowSource>& sources);

/// One text that is another whenever any row is.
std::string stamp_query(const std::vector<RowSource>& sources, const Fragments& fragments);

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

#include "catalog/row_queries.h"

namespace pgstair::catalog {

/// All SQL that reads the catalogs of one server version; its text is in queries/.
struct CatalogQueries {
  RowQueries rows;
  std::string dependents;
  /// By kind, which is the name of its file: "table", "domain_constraint".
  std::map<std::string, std::string, std::less<>> kinds;
};

CatalogQueries catalog_queries(int server_version);

}  // namespace pgstair::catalog

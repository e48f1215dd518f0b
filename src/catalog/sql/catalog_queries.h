// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/sql/row_source.h"

namespace pgstair::catalog {

/// All SQL that reads the catalogs of one server version; its text is in queries/.
struct CatalogQueries {
  Fragments fragments;
  std::vector<RowSource> sources;  ///< which rows the catalogs have, and whose they are
  std::vector<std::string> roots;  ///< root_queries()
  std::string stamp;               ///< stamp_query()
  std::string dependents;
  std::string dependent_views;
  /// By kind, which is the name of its file: "table", "domain_constraint".
  std::map<std::string, std::string, std::less<>> kinds;
  /// By kind, the kinds that its root may have besides: "column constraint index".
  std::map<std::string, std::string, std::less<>> parts;
  /// The kinds that cannot be read, as objects call them: "user mapping".
  std::set<std::string, std::less<>> unreadable;
};

/// Those that read nothing of the `closed` system catalogs.
CatalogQueries catalog_queries(int server_version, const std::set<std::string>& closed = {});

}  // namespace pgstair::catalog

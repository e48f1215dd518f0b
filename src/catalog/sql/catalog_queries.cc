// SPDX-License-Identifier: MIT
#include "catalog/sql/catalog_queries.h"

#include <algorithm>
#include <regex>

#include "catalog/sql/embedded_queries.h"
#include "catalog/sql/query_text.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

bool mentions(const std::string& sql, const std::string& catalog) {
  return std::regex_search(sql, std::regex("\\b" + catalog + "\\b"));
}

}  // namespace

CatalogQueries catalog_queries(int server_version, const std::set<std::string>& closed) {
  CatalogQueries result;
  Fragments& fragments = result.fragments;
  for (const auto& query : embedded_queries()) {
    if (query.name == "fragments") fragments = parse_fragments(query.text, server_version);
  }
  for (const auto& query : embedded_queries()) {
    if (query.name == "fragments") continue;
    if (query.name == "catalog_rows") {
      result.sources = parse_row_sources(query.text, fragments, server_version, closed);
      result.roots = root_queries(result.sources);
      result.stamp = stamp_query(result.sources, fragments);
      continue;
    }
    std::string sql = expand_fragments(resolve_conditionals(query.text, server_version), fragments);
    const auto reads = [&](const std::string& catalog) { return mentions(sql, catalog); };
    if (query.name == "dependents") {
      result.dependents = std::move(sql);
    } else if (query.name == "dependent_views") {
      result.dependent_views = std::move(sql);
    } else if (std::ranges::any_of(closed, reads)) {
      result.unreadable.insert(replace_all(std::string(query.name), "_", " "));
    } else {
      // Each EXECUTE copies the list of columns as it was written: let that be a list of names.
      result.kinds.emplace(query.name, "SELECT * FROM (" + sql + "\n) AS object");
      const std::string_view parts = header_entry(query.text, "parts");
      if (!parts.empty()) result.parts.emplace(query.name, parts);
    }
  }
  return result;
}

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#include "catalog/catalog_queries.h"

#include "catalog/embedded_queries.h"
#include "catalog/query_text.h"

namespace pgstair::catalog {

CatalogQueries catalog_queries(int server_version) {
  Fragments fragments;
  for (const auto& query : embedded_queries()) {
    if (query.name == "fragments") fragments = parse_fragments(query.text, server_version);
  }
  CatalogQueries result;
  for (const auto& query : embedded_queries()) {
    if (query.name == "fragments") continue;
    if (query.name == "catalog_rows") {
      result.rows = RowQueries(query.text, fragments, server_version);
      continue;
    }
    std::string sql = expand_fragments(resolve_conditionals(query.text, server_version), fragments);
    if (query.name == "dependents") {
      result.dependents = std::move(sql);
    } else {
      result.kinds.emplace(query.name, std::move(sql));
    }
  }
  return result;
}

}  // namespace pgstair::catalog

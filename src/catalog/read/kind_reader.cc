// SPDX-License-Identifier: MIT
#include "catalog/read/kind_reader.h"

#include <utility>

#include "catalog/read/row_json.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

constexpr std::size_t first_attribute = 5;  // after root, kind, schema, owner and name
constexpr std::size_t few = 50;             // roots that are better looked up one by one

}  // namespace

std::vector<RootedObject> rooted_objects(const postgres::Rows& rows) {
  std::vector<RootedObject> result;
  result.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    result.push_back({to_oid(*rows.at(row, 0)),
                      {{rows.text(row, 1), rows.text(row, 2), rows.text(row, 3), rows.text(row, 4)},
                       row_json(rows, row, first_attribute)}});
  }
  return result;
}

std::map<std::string, std::vector<ObjectAddress>> roots_by_kind(const CatalogQueries& queries,
                                                                const KindsByRoot& wanted) {
  std::map<std::string, std::vector<ObjectAddress>> result;
  for (const auto& [root, kinds] : wanted) {
    for (const std::string& kind : kinds) result[kind].push_back(root);
  }
  std::erase_if(result, [&](const auto& kind) {
    return queries.unreadable.contains(replace_all(kind.first, "_", " "));
  });
  return result;
}

PreparedQuery kind_query(const std::string& kind, const std::string& sql,
                         const std::vector<ObjectAddress>& roots) {
  const bool looked_up = roots.size() <= few;
  return {(looked_up ? "look_up_" : "read_") + kind,
          sql,
          {oid_array(roots, &ObjectAddress::objid)},
          looked_up ? Planning::lookups_only : Planning::any};
}

std::vector<RootedObject> read_kind(ReadTransaction& transaction, const std::string& kind,
                                    const std::string& sql,
                                    const std::vector<ObjectAddress>& roots) {
  const PreparedQuery query = kind_query(kind, sql, roots);
  return rooted_objects(transaction.execute_prepared("pgstair_" + query.name, query.sql,
                                                     query.parameters, query.planning));
}

std::vector<PreparedQuery> kind_queries(const CatalogQueries& queries, const KindsByRoot& wanted) {
  std::vector<PreparedQuery> result;
  for (const auto& [kind, roots] : roots_by_kind(queries, wanted)) {
    result.push_back(kind_query(kind, queries.kinds.at(kind), roots));
  }
  return result;
}

Parts parts_of(const CatalogQueries& queries, const KindsByRoot& wanted,
               std::span<const postgres::Rows> answers) {
  Parts parts;
  std::size_t at = 0;
  for (const auto& [kind, roots] : roots_by_kind(queries, wanted)) {
    const std::uint32_t catalog = roots.front().classid;
    for (const ObjectAddress& root : roots) parts[root][kind];
    for (auto& [root, object] : rooted_objects(answers[at++])) {
      parts[{catalog, root}][kind].push_back(std::move(object));
    }
  }
  return parts;
}

}  // namespace pgstair::catalog

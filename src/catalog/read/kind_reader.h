// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "catalog/read/root_kinds.h"
#include "catalog/snapshot.h"
#include "catalog/sql/catalog_queries.h"
#include "catalog/transaction/batch.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

using Objects = std::vector<Object>;

/// The objects of each root, by kind. What was asked for and not found is there, and empty.
using Parts = std::map<ObjectAddress, std::map<std::string, Objects>>;

/// The roots of each of the `wanted` kinds, ascending; without the kinds that the role may not
/// read. The roots of a kind are of one catalog.
std::map<std::string, std::vector<ObjectAddress>> roots_by_kind(const CatalogQueries& queries,
                                                                const KindsByRoot& wanted);

/// The queries that read the `wanted` kinds, and what their answers say.
std::vector<PreparedQuery> kind_queries(const CatalogQueries& queries, const KindsByRoot& wanted);
Parts parts_of(const CatalogQueries& queries, const KindsByRoot& wanted,
               std::span<const postgres::Rows> answers);

/// One object and the OID of its root, from a row of a kind's query.
struct RootedObject {
  std::uint32_t root = 0;
  Object object;
};
std::vector<RootedObject> rooted_objects(const postgres::Rows& rows);

/// The query for the objects of a kind that `roots` of one catalog have: one statement for a few
/// roots, and one for many.
PreparedQuery kind_query(const std::string& kind, const std::string& sql,
                         const std::vector<ObjectAddress>& roots);

/// The objects of a kind that `roots` of one catalog have, by a prepared statement of the kind's
/// query: one for a few roots, and one for many.
std::vector<RootedObject> read_kind(ReadTransaction& transaction, const std::string& kind,
                                    const std::string& sql,
                                    const std::vector<ObjectAddress>& roots);

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "catalog/sql/catalog_queries.h"
#include "catalog/transaction/read_transaction.h"

namespace pgstair::catalog {

/// What the role of a session may read, and how. Superusers may read all; others, unless somebody
/// granted it, neither pg_user_mapping nor pg_subscription, which may hold passwords.
struct Access {
  CatalogQueries queries;      ///< without the catalogs that the role may not read
  bool every_sequence = true;  ///< or else closed_sequences() tells which not, each time anew
};

Access access_of(ReadTransaction& transaction, int server_version);

/// OIDs of the sequences whose value cannot be read: by privilege, or on a standby, where there are
/// no unlogged ones.
std::set<std::uint32_t> closed_sequences(ReadTransaction& transaction);

}  // namespace pgstair::catalog

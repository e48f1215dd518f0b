// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema.h"

namespace pgstair::seed {

/// Reads what is needed to make rows from the catalogs of a database, again and again: the types
/// that the server ships, most of all types, are read once, and the queries are prepared. Prepared
/// statements stay in the session, so that it must be nobody else's.
class SchemaReader {
 public:
  /// The database of `session`, always one of the same server.
  /// Requires: an open transaction, which is as it was afterwards.
  Schema read(postgres::Session& session);

  /// Likewise, but of all tables only those that are called so ("public.users"), if they are there,
  /// and with the types of `known`, a schema of the same database, if no column has another.
  Schema read_tables(postgres::Session& session, const std::vector<std::string>& names,
                     const Schema& known);

 private:
  std::map<Oid, Type> server_types_;
};

/// The same, once, with nothing prepared.
Schema read_schema(postgres::Session& session);

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <map>

#include "postgres/session.h"
#include "seed/schema.h"

namespace pgstair::seed {

/// Reads what is needed to make rows from the catalogs of a database, again and again: the types
/// that the server ships, most of all types, are read once.
class SchemaReader {
 public:
  /// The database of `session`, always one of the same server.
  /// Requires: an open transaction, which is as it was afterwards.
  Schema read(postgres::Session& session);

 private:
  std::map<Oid, Type> server_types_;
};

/// The same, once.
Schema read_schema(postgres::Session& session);

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

class Questions;

/// Reads what is needed to make rows from the catalogs of a database, again and again: of what was
/// read before, only the tables that are described otherwise now. The queries are prepared;
/// prepared statements stay in the session, so that it must be nobody else's.
class SchemaReader {
 public:
  /// The database of `session`, always one of the same server.
  /// Requires: an open transaction, which is as it was afterwards.
  Schema read(postgres::Session& session);

  /// The tables that are called so, as SQL names, if they are there, without a look at what was
  /// read before: their columns and unique keys, which is what reading their rows takes.
  Schema read_columns_of(postgres::Session& session, const std::vector<std::string>& sql_names);

 private:
  /// Numbers for what describes a table, a sequence or a composite type: others when that is; see
  /// queries/stamps.sql.
  struct Stamps {
    std::map<Oid, std::string> tables;
    std::map<Oid, std::string> used;  ///< sequences and composite types
    std::string rest;                 ///< of what may show in any table
  };

  static Stamps read_stamps(Questions& questions);
  bool update(Questions& questions, const Stamps& stamps);

  std::map<Oid, Type> server_types_;  ///< which the server ships: most of all types
  Schema schema_;                     ///< as it was at the last read
  Stamps stamps_;                     ///< of what it was read from
};

/// The same, once, with nothing prepared.
Schema read_schema(postgres::Session& session);

}  // namespace pgstair::seed

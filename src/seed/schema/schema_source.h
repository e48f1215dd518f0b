// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/schema/schema.h"

namespace pgstair::seed {

/// Where the schema of a database comes from that is read again and again. There are two:
/// WholeSchemaSource (whole_schema_source.h) reads everything each time, and is what the other one
/// is measured by; IncrementalSchemaSource (track/incremental_schema_source.h) reads what changed.
///
/// Every read requires an open transaction, which is as it was afterwards.
class SchemaSource {
 public:
  virtual ~SchemaSource() = default;

  /// What is needed to make rows. All reads of a source are of databases of one server.
  virtual Schema read(postgres::Session& session) = 0;

  /// The tables that are called so, as SQL names, if they are there: their columns and unique keys,
  /// which is what reading their rows takes.
  virtual Schema read_columns_of(postgres::Session& session,
                                 const std::vector<std::string>& sql_names) = 0;
};

}  // namespace pgstair::seed

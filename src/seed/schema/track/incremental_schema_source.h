// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "seed/schema/schema_source.h"
#include "seed/schema/track/schema_stamps.h"

namespace pgstair::seed {

/// Reads, each time after the first, only the tables that are described otherwise than before. The
/// queries are prepared; prepared statements stay in the session, so that it must be nobody else's.
///
/// It does not build on catalog/track, which demands that nothing is rolled back to before its
/// first poll in a transaction: a rehearsal goes back to savepoints all the time. Here a stamp is
/// made anew from all catalog rows at each read, which is slower and needs no history.
class IncrementalSchemaSource final : public SchemaSource {
 public:
  Schema read(postgres::Session& session) override;
  Schema read_columns_of(postgres::Session& session,
                         const std::vector<std::string>& sql_names) override;

 private:
  bool update(Questions& questions, const SchemaStamps& now);
  void read_whole(Questions& questions);
  void read_all_types(Questions& questions, Schema& schema);

  std::map<Oid, Type> server_types_;  ///< which are always the same
  bool has_read_ = false;
  Schema schema_;        ///< as it was at the last read
  SchemaStamps stamps_;  ///< of what it was read from
};

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/session.h"
#include "rows/write_code.h"
#include "seed/schema/schema.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// What became of one sort of write on one table, tried on a few of its rows.
struct WriteAttempts {
  /// Code that refused a write, neither for a constraint of the table's own nor on purpose.
  struct Refusal {
    std::string statement;  ///< as a person is shown it
    std::string row;
    postgres::ServerError error;
  };

  seed::Oid table = 0;
  std::string verb;  ///< INSERT, UPDATE or DELETE
  std::size_t rows = 0;
  std::size_t refused_rows = 0;
  std::vector<Refusal> refusals = {};
};

/// Writes to the tables that are in `schema`, and takes it all back. Where the session's role may
/// not suspend triggers, only UPDATE is tried. Requires: an open transaction, which is as it was
/// afterwards.
std::vector<WriteAttempts> try_writes(postgres::Session& session, const seed::Schema& schema,
                                      const std::vector<CodedTable>& tables);

/// Whether there is anything that may be a fault.
bool any_fails(const std::vector<WriteAttempts>& attempts);

/// The writes that code refuses after a revision and did not before it. An error about a name that
/// is not there is one for whichever row comes to it; any other counts only if all rows meet it.
std::vector<walk::WriteFailure> newly_failing(const std::vector<WriteAttempts>& before,
                                              const std::vector<WriteAttempts>& after,
                                              const seed::Schema& schema);

}  // namespace pgstair::rows

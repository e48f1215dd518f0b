// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/conditions/pools.h"
#include "seed/rows/options.h"
#include "seed/schema/schema.h"
#include "support/errors.h"

namespace pgstair::seed {

/// What became of one table.
struct TableResult {
  enum class State {
    filled,      ///< has all the rows that were asked for
    partly,      ///< has some, and `reason` says why not more
    not_filled,  ///< got none, and `reason` says why
    left_alone,  ///< `reason` says why; also a partition that no row fell into
  };
  std::string table;       ///< schema.table
  bool partition = false;  ///< its rows are among those of the table that it belongs to
  State state = State::filled;
  std::uint64_t before = 0;  ///< rows that it had
  std::uint64_t rows = 0;    ///< rows that it has
  std::string reason;
};

struct Report {
  std::vector<TableResult> tables;  ///< every table, by schema and name
};

/// Rows that were made one by one contradict each other once all are there: a deferred constraint,
/// or a trigger that fires at its end. Nothing was added; the transaction has failed.
class ContradictingRows : public EnvironmentError {
 public:
  explicit ContradictingRows(const postgres::ServerError& error)
      : EnvironmentError("the rows contradict each other: " + to_string(error),
                         "Nothing was added. Fill a database whose tables are empty.") {}
};

/// A filled database, with what is known of it.
struct FilledDatabase {
  Schema schema;
  Report report;
  Pools pools;  ///< of types that only the server knows values of
};

/// fill(), but children leave some rows of each parent without any, so that a further child whose
/// key is its parent's finds one.
FilledDatabase fill_for_more(postgres::Session& session, const Options& options);

/// Adds rows to every table of the session's database, in the open transaction, and says what
/// became of each. All rows satisfy every constraint: the server has checked them. The same seed
/// and the same schema give the same rows. Throws ContradictingRows.
///
/// Requires: an open transaction that may write. Whether it is committed is the caller's decision.
Report fill(postgres::Session& session, const Options& options);

/// The same for the tables of `schema` alone: what read_schema() gives of this database, less some
/// tables. What the others refer to must be among them.
Report fill(postgres::Session& session, const Options& options, const Schema& schema);

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/scratch_databases.h"
#include "postgres/session.h"

/// Does the database enforce what its catalog declares? Each constraint is shown a row that
/// violates it, and the server's answer is compared with the one that it must give.
namespace pgstair::probe {

enum class Verdict {
  enforced,       ///< rejected by it, and accepted once it is dropped
  implied,        ///< rejected by it, and it cannot be dropped by itself: NOT NULL of a primary key
  shadowed,       ///< another constraint rejects the row as well, or a trigger forestalls it
  not_validated,  ///< enforced for new rows; it is NOT VALID, so that older ones may violate it
  not_enforced,   ///< a row that violates it was accepted
  not_reached,    ///< no verdict: no such row was found, or something else stopped it before
};
std::string_view to_string(Verdict verdict);

struct Result {
  std::string table;  ///< schema.table, or the domain
  std::string kind;   ///< "not null", "check", "unique", "foreign key", "domain check" …
  std::string name;   ///< of the constraint; of the column where it has no name
  Verdict verdict = Verdict::not_reached;
  std::string reason;     ///< which other one; why not reached; how the row got in
  std::string statement;  ///< the statement that was tried; empty if there was none
};

struct Options {
  std::uint64_t seed = 1;
  /// Why a table is neither filled nor probed; empty: it is.
  std::function<std::string(const std::string& schema, const std::string& table)> leave_alone = {};
  /// Whether a table is filled, as others refer to it, and not probed: it is somebody else's.
  std::function<bool(const std::string& schema, const std::string& table)> is_anothers = {};
  /// How many may work side by side, each on a copy of the database.
  unsigned jobs = 1;
  /// Makes such a copy, to which nobody is connected then. Empty: there is only the database.
  std::function<std::unique_ptr<postgres::ScratchDatabase>()> copy = {};
};

/// Fills a database with a few rows and tries every declarative constraint of every
/// table: NOT NULL, CHECK, UNIQUE, PRIMARY KEY, unique indexes, EXCLUDE, foreign keys in both
/// directions, conditions of domains, bounds of partitions, WITH CHECK of policies, CHECK OPTION of
/// views, and what types enforce: enum labels, varchar(n), numeric(p, s), GENERATED ALWAYS.
///
/// Requires: a database that nobody needs afterwards, for the rows stay in it (and a partition in
/// each partitioned table that had none). Constraints are dropped in savepoints only. The results
/// do not depend on `jobs`.
std::vector<Result> probe(const std::string& conninfo, const Options& options);

}  // namespace pgstair::probe

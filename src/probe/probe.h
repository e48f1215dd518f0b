// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/attempts/options.h"
#include "probe/attempts/result.h"

/// Does the database enforce what its catalog declares? Each constraint is shown a row that
/// violates it, and the server's answer is compared with the one that it must give.
namespace pgstair::probe {

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

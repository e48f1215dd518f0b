// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "chain/revision.h"
#include "report/result.h"
#include "verify/options.h"

/// Squashes: one revision that stands for many. Whether it is the same chain, seen from everywhere
/// a database may be.
namespace pgstair::squash {

/// The two chains, as they are deployed: what surrounds both is that of the new one.
struct Chains {
  verify::Options old_chain;
  verify::Options new_chain;
  /// Databases in use, which are asked where they stand: connection strings, or SQL files that make
  /// such a database, version table included (a dump).
  std::vector<std::string> deployed = {};
  /// The last release that has a revision of the old chain, for people; empty: nobody knows.
  std::function<std::string(const chain::Revision&)> release_with = {};
  bool only_new_databases = false;  ///< nobody has applied anything of the old one: none may resume
  /// That many revisions of the old chain are noted as one in each database that has them all,
  /// before the new files come (sqlx).
  std::size_t noted_as_one = 0;
};

/// Applies both to disposable databases and compares where they end: the catalog and the rows that
/// revisions wrote, in both directions; and asks of a database that stopped at any revision of the
/// old chain whether its tool brings it to the same head by the new files; and the same of each
/// database in use, which is only read. The new chain is verified as `pgstair verify` does.
///
/// The result's revisions are those of both chains; `resumes` is the check of a database that
/// stopped there. Throws UsageError if one of the folders holds no chain, EnvironmentError if there
/// is no Postgres, or a database in use cannot be reached.
report::Result check(const Chains& chains);

}  // namespace pgstair::squash

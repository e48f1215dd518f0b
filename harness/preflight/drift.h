// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "chain/chain.h"
#include "postgres/scratch_databases.h"
#include "preflight/preflight.h"
#include "report/preflight.h"
#include "verify/options.h"

namespace pgstair::preflight {

/// Whether no statement of a revision fails of the change: owners, privileges, comments, the order
/// of columns.
bool is_harmless(const catalog::Change& change);

/// How the real database's schema differs from what the chain makes, where the version table says
/// that it stands. A revision that meets such a difference was rehearsed on something else.
class Drift {
 public:
  /// `recorded`: the scratch database at that point. If the schema cannot be read, it says so.
  Drift(const PreflightOptions& preflight, const verify::Options& options,
        postgres::ScratchDatabases& databases, const catalog::Snapshot& recorded,
        std::string_view scratch_version);

  /// The differences that concern what a revision names, or makes, each told once. `change`: what
  /// its upgrade changes in the scratch database; empty if that failed.
  std::vector<report::PreflightFact> bearing_on(const chain::Revision& revision,
                                                const catalog::Difference& change);

  /// Whether all of these is missing in the real database, though it should be there.
  bool lacks_all(const std::vector<catalog::Identity>& identities) const;
  bool lacks_something() const { return !missing_.empty(); }

  /// What it bears on nothing, and that it could not be read; to be called last.
  void tell_the_rest(report::Preflight& result) const;

  struct Told {
    catalog::Change change;
    bool told = false;
  };

 private:
  std::vector<Told> changes_;
  std::vector<Told> foreign_keys_;  ///< of tables that the chain does not make
  std::set<catalog::Identity> expected_;
  std::set<catalog::Identity> missing_;
  std::set<std::string> missing_owners_;  ///< qualified names
  std::string not_read_;
};

}  // namespace pgstair::preflight

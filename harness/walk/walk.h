// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/snapshot_source.h"
#include "chain/chain.h"
#include "postgres/scratch_databases.h"
#include "report/progress.h"
#include "report/result.h"
#include "walk/check.h"
#include "walk/rehearsal.h"
#include "walk/script_program.h"
#include "walk/walker.h"

namespace pgstair::walk {

using MakeRehearsal = std::function<std::unique_ptr<Rehearsal>()>;

/// The tables without rows, see ChainRecord::unpopulated; leaves the database as it is.
using FindUnpopulated =
    std::function<std::vector<std::string>(Walker&, const catalog::Snapshot& head)>;

struct WalkOptions {
  BeforeBase before_base = {};
  MakeProgram make_program = {};  ///< for a chain of ProgramScripts; called once for each server
  catalog::MakeSnapshotSource make_source = {};  ///< reads the databases; empty: by whole reads
  /// Called before the way down with a copy of the database, which is the receiver's to spoil, with
  /// where it comes from, with the positions of the revisions that are applied to it, and with what
  /// is its neighbours'; no copy is made if it is empty.
  std::function<void(const postgres::ScratchDatabase& head, postgres::ScratchDatabases& databases,
                     const std::vector<std::size_t>& applied,
                     const std::set<catalog::Identity>& neighbours)>
      at_head = {};
  MakeRehearsal make_rehearsal = {};      ///< rehearses each revision with rows; likewise
  RevisionFixtures fixtures = {};         ///< fixtures and queries
  FindUnpopulated find_unpopulated = {};  ///< asked at head
  std::size_t first = 0;  ///< position of the first revision to walk; those before it are applied
  bool counts_rows = false;  ///< that upgrades write: RevisionRecord::written_tables
  std::optional<std::size_t> released = {};  ///< the last released revision's position, if known
  std::chrono::seconds time_limit = usual_time_limit;  ///< of one script; the program has its own
};

/// The servers that share a walk; at least one, none null. What a revision does to a whole cluster
/// (CREATE ROLE) must not meet another revision's, so no two of them may be the same cluster.
using Servers = std::vector<postgres::ScratchDatabases*>;

/// Makes the checks of a run; called once for each server, and once for the chain as a whole.
using MakeChecks = std::function<Checks()>;

/// Objects that the snapshots of a first walk misread, for which the chain was walked again.
struct MissedChange {
  std::vector<catalog::Identity> objects;     ///< at least one
  const chain::Revision* revision = nullptr;  ///< the last that changed the first of them; or null
};

struct WalkEnd {
  std::string database;  ///< that was walked to head and back: the last server's
  std::optional<MissedChange> missed;
};

/// Walks the whole chain: each revision up, down and up again in topological order, then from head
/// down to base and up once more; checks judge what was seen and `result` receives it, in order.
///
/// Of the revisions before `options.first` nothing is told but that an upgrade fails, and the way
/// down ends where they do.
///
/// Each server walks a segment of the chain, all at the same time; a revision's walk needs nothing
/// but the state before it, which a server reaches by applying the upgrades.
///
/// Never stops at the first failure. Where others build on a revision whose upgrade fails, they are
/// walked with what its other statements make; what is found of them and may come from that is not
/// checked. Throws EnvironmentError if a server is lost.
///
/// At head the snapshots that were read by `options.make_source` are compared with a whole read. If
/// they differ, that source has missed something: all that was learned of the revisions is dropped,
/// and the chain walked once more by whole reads.
WalkEnd walk(const chain::Chain& chain, const Servers& servers, const WalkOptions& options,
             const MakeChecks& make_checks, report::Progress& progress, report::Result& result);

}  // namespace pgstair::walk

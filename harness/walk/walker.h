// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>

#include "chain/chain.h"
#include "walk/checkpoints.h"
#include "walk/revision_runner.h"
#include "walk/script_program.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// A database in which a chain is walked, its revisions, and the way back when one went wrong.
struct Walker {
  Walker(postgres::ScratchDatabases& databases, const chain::Chain& chain, BeforeBase before_base,
         std::unique_ptr<ScriptProgram> program, RevisionFixtures fixtures = {},
         catalog::MakeSnapshotSource make_source = {},
         std::chrono::seconds time_limit = usual_time_limit)
      : database(databases, std::move(before_base), std::move(program), std::move(make_source),
                 time_limit),
        revisions(database, chain, std::move(fixtures)),
        checkpoints(database, revisions) {}
  Walker(const Walker&) = delete;
  Walker& operator=(const Walker&) = delete;

  WalkDatabase database;
  RevisionRunner revisions;
  Checkpoints checkpoints;
  bool counts_rows = false;  ///< that upgrades write: RevisionRecord::written_tables
};

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "chain/chain.h"
#include "walk/checkpoints.h"
#include "walk/revision_runner.h"
#include "walk/script_program.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// A database in which a chain is walked, its revisions, and the way back when one went wrong.
struct Walker {
  Walker(postgres::ScratchDatabases& databases, const chain::Chain& chain,
         std::vector<std::filesystem::path> neighbours, std::unique_ptr<ScriptProgram> program,
         RevisionFixtures fixtures = {}, catalog::MakeSnapshotSource make_source = {})
      : database(databases, std::move(neighbours), std::move(program), std::move(make_source)),
        revisions(database, chain, std::move(fixtures)),
        checkpoints(database, revisions) {}
  Walker(const Walker&) = delete;
  Walker& operator=(const Walker&) = delete;

  WalkDatabase database;
  RevisionRunner revisions;
  Checkpoints checkpoints;
};

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "chain/chain.h"
#include "postgres/scratch_databases.h"
#include "report/progress.h"
#include "report/result.h"
#include "walk/check.h"

namespace pgstair::walk {

struct WalkOptions {
  std::vector<std::filesystem::path> neighbours;  ///< SQL files loaded before base
};

/// Walks the whole chain: each revision up, down and up again in topological order, then from head
/// down to base and up once more; `checks` judge what was seen and `result` receives it.
///
/// Never stops at the first failure. A revision whose upgrade fails takes its descendants with it:
/// they are reported as not checked. Throws EnvironmentError if the server is lost.
void walk(const chain::Chain& chain, postgres::ScratchDatabases& databases, const WalkOptions& options,
          Checks& checks, report::Progress& progress, report::Result& result);

}  // namespace pgstair::walk

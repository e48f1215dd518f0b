// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "chain/revision.h"
#include "postgres/scratch_databases.h"
#include "walk/step.h"

namespace pgstair::walk {

/// Runs another runner's command (`[commands]` in pgstair.toml) through /bin/sh, with DATABASE_URL,
/// PGHOST, PGPORT, PGUSER and PGDATABASE naming `database`. A command fails by its exit status; its
/// output is then the error's message. From `limit` on it is killed, with all that it has started
/// and what that does in the database.
StepOutcome run_command_script(const chain::CommandScript& script,
                               const postgres::ScratchDatabase& database,
                               std::chrono::seconds limit);

}  // namespace pgstair::walk

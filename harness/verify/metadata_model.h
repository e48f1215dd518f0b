// SPDX-License-Identifier: MIT
#pragma once

#include "alembic/project.h"
#include "checks/model_match.h"
#include "postgres/scratch_databases.h"
#include "verify/options.h"

namespace pgstair::verify {

/// The schema of an Alembic project's target_metadata, made in a fresh database: the neighbours,
/// the extensions of `head` (metadata cannot ask for them), the metadata's tables, and then the SQL
/// files of `options.model`.
checks::Model load_metadata_model(const Options& options, const alembic::ProjectOptions& project,
                                  postgres::ScratchDatabases& databases,
                                  const catalog::Snapshot& head);

}  // namespace pgstair::verify

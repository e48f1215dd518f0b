// SPDX-License-Identifier: MIT
#pragma once

#include <future>
#include <memory>
#include <optional>

#include "alembic/metadata.h"
#include "alembic/project.h"
#include "checks/model_match.h"
#include "postgres/scratch_databases.h"
#include "verify/options.h"

namespace pgstair::verify {

/// A project's env.py on its way to its metadata, in a fresh database, beside whatever else is
/// done.
struct ComingMetadata {
  std::unique_ptr<postgres::ScratchDatabase> database;
  std::future<std::unique_ptr<alembic::Metadata>> metadata;
};

/// Nothing where it must not begin yet: there are neighbours, which come first.
std::optional<ComingMetadata> begin_metadata(const Options& options,
                                             const alembic::ProjectOptions& project,
                                             postgres::ScratchDatabases& databases);

/// The schema of an Alembic project's target_metadata, made in a fresh database: the neighbours,
/// the extensions of `head` (metadata cannot ask for them), the metadata's tables, and then the SQL
/// files of `options.model`. `coming`: what has begun already.
checks::Model load_metadata_model(const Options& options, const alembic::ProjectOptions& project,
                                  postgres::ScratchDatabases& databases,
                                  const catalog::Snapshot& head,
                                  std::optional<ComingMetadata> coming = {});

}  // namespace pgstair::verify

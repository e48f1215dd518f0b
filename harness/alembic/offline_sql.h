// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "alembic/project.h"
#include "chain/revision.h"
#include "postgres/scratch_databases.h"

namespace pgstair::alembic {

/// The statements of a revision's upgrade, as `alembic upgrade PARENT:REVISION --sql` writes them,
/// without those about alembic_version. Each commits by itself but for what BEGIN and COMMIT, which
/// are among them, hold together. Nothing if the project cannot write them (a revision that reads
/// from the database, a merge, an env.py without an offline mode). `database`: what env.py is told.
std::optional<chain::SqlScript> offline_sql(const ProjectOptions& options,
                                            const chain::Revision& revision,
                                            const postgres::ScratchDatabase& database);

}  // namespace pgstair::alembic

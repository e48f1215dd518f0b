// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/difference.h"
#include "chain/revision.h"

namespace pgstair::walk {

/// What differs between two states because of the chain. Where another runner applies the revision
/// (CommandScript), its own version table comes and goes with the first run and is left out:
/// alembic_version, schema_migrations, goose_db_version and their like, with what hangs on them.
catalog::Difference difference_by_chain(const catalog::Snapshot& before,
                                        const catalog::Snapshot& after,
                                        const chain::Revision& revision);

}  // namespace pgstair::walk

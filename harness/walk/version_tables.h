// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "catalog/difference.h"
#include "chain/revision.h"

namespace pgstair::walk {

/// Whether this is the table in which a migration tool notes what it has applied, or hangs on it:
/// alembic_version, schema_migrations, goose_db_version and their like.
bool is_version_table(const catalog::Identity& identity);

/// Why rows are neither added to the table nor tried on it; empty if they may be.
std::string why_left_alone(const std::string& schema, const std::string& table);

/// The part of a difference that is the chain's doing. Where another runner applies the revision
/// (CommandScript), its own version table comes and goes with the first run and is left out.
catalog::Difference made_by_chain(catalog::Difference difference, const chain::Revision& revision);

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "catalog/snapshot.h"
#include "chain/revision.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// Whether the script runs code, which may catch what the server refuses to a role.
bool may_hide_refusals(const chain::SqlScript& script);

/// What the script would leave if the role that deploys were a superuser; the database stays as it
/// is. Nothing if it fails, or cannot be rolled back. Requires: database.has_deployer().
std::optional<catalog::Snapshot> as_superuser(WalkDatabase& database,
                                              const chain::SqlScript& script);

}  // namespace pgstair::walk

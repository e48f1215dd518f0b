// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "catalog/snapshot.h"
#include "chain/revision.h"
#include "walk/walker.h"

namespace pgstair::walk {

/// Whether the script runs code, which may catch what the server refuses to a role. Of a command
/// nobody knows; it is taken for one that does not.
bool may_hide_refusals(const chain::Script& script);

/// What the upgrade would leave if the role that deploys were a superuser; the database stays as it
/// is, and the roles of the cluster that it makes or enrols go again. Nothing if it fails. A script
/// that cannot be rolled back costs a copy of the database. Requires: database.has_deployer().
std::optional<catalog::Snapshot> upgraded_as_superuser(Walker& walker, std::size_t index,
                                                       const chain::Script& script);

}  // namespace pgstair::walk

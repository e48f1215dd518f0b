// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// The catalog of a database that others may be changing: read until nobody changed it
/// meanwhile. Reads only, and lets go of all locks and begins anew where one is in the way, so that
/// nobody waits for it. Throws EnvironmentError if the catalog does not come to rest within some
/// seconds, or a lock stays in the way.
Snapshot read_live(postgres::Session& session);

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// The catalog of a database that others may be changing: read until nobody changed it
/// meanwhile. Reads only, and waits for no lock longer than a few seconds. Throws
/// EnvironmentError if the catalog does not come to rest, or a lock is in the way.
Snapshot read_live(postgres::Session& session);

}  // namespace pgstair::catalog

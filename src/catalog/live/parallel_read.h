// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// A snapshot, and whether nobody changed anything from its moment on until the read was over.
/// Sequences never rest, and do not count.
struct WatchedSnapshot {
  Snapshot snapshot;
  bool at_rest = false;
};

/// What read_whole() reads, by several sessions side by side where the database is large (as many
/// as there are cores, four at most), all of which see the same moment; by one if the server lets
/// no more in. Waits for no lock longer than a fifth of a second. Throws ChangedWhileRead.
WatchedSnapshot read_in_parallel(postgres::Session& session);

}  // namespace pgstair::catalog

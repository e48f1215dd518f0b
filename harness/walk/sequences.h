// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/snapshot.h"
#include "walk/walk_database.h"

/// Values of sequences, which know no transactions: a ROLLBACK does not bring them back.
namespace pgstair::walk {

/// Sets every sequence to the value that it has in `good`. Requires: the catalog is that of `good`
/// but for such values, which `good` has.
void set_sequences(WalkDatabase& database, const catalog::Snapshot& good);

/// Whether the database is `good`, which may take putting back sequences that alone have moved.
bool put_back_sequences(WalkDatabase& database, const catalog::Snapshot& good);

}  // namespace pgstair::walk

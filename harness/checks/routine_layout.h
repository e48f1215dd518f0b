// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/difference.h"
#include "catalog/snapshot.h"

namespace pgstair::checks {

/// Whether a change is of nothing but blanks and comments in the body of a routine that `snapshot`
/// has, in SQL or PL/pgSQL: it does the same. In Python blanks have a meaning.
bool changes_only_layout(const catalog::Change& change, const catalog::Snapshot& snapshot);

}  // namespace pgstair::checks

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "rows/rehearsal.h"
#include "walk/walker.h"

namespace pgstair::rows {

/// The tables in which there are no rows: neither those of revisions and fixtures nor, if
/// `options.rows` asks for some, any that the seeder could make; then with its reason. `head` is
/// the catalog as it is, and afterwards is again.
std::vector<std::string> find_unpopulated(walk::Walker& walker, const catalog::Snapshot& head,
                                          const RowsOptions& options);

}  // namespace pgstair::rows

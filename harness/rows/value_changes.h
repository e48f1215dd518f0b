// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "rows/values.h"
#include "seed/schema/schema.h"
#include "walk/rehearsal.h"

/// What a rehearsal says of the values of rows: V0 and V1 before and after the upgrade, V2 after
/// the downgrade, V3 after the second upgrade. Tables that are gone are left to the round trip.
namespace pgstair::rows {

/// The schemas before and after the revision.
struct SchemaPair {
  const seed::Schema& before;
  const seed::Schema& after;
};

/// V0 and V2: everything that was there before must be there again.
std::vector<walk::ValueChange> changes_by_round_trip(const SchemaPair& schemas,
                                                     const std::vector<TableValues>& v0,
                                                     const std::vector<TableValues>& v2,
                                                     const std::string& day);

/// V1 and V3: so must be what came with the upgrade, as far as the downgrade could keep it. Columns
/// of which `changes` tells already, from the round trip, are not told again. `between`: the tables
/// after the downgrade, under the names that they have in V1, if it is in question whether it was
/// the downgrade that removed rows or the second upgrade.
void add_changes_by_reapply(const SchemaPair& schemas, const std::vector<TableValues>& v1,
                            const std::vector<TableValues>& between,
                            const std::vector<TableValues>& v3, const std::string& day,
                            std::vector<walk::ValueChange>& changes);

}  // namespace pgstair::rows

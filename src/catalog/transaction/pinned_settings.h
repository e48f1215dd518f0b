// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/snapshot_source.h"

namespace pgstair::catalog {

/// How a statement may be planned. The planner misjudges the sizes of catalogs until somebody
/// analyzes them: a statement over whole catalogs keeps to hashing, which is right for any size,
/// and one over a few rows to looking up what belongs to each. A catalog is in memory: reading a
/// page of it here and there costs hardly more than the next one.
enum class Planning {
  any,
  hashing_only,
  lookups_only,
  scan_and_look_up,  ///< a catalog is scanned for a few rows, and what belongs to each looked up
};

/// A statement that settles, until the transaction ends, how those after it are planned.
const std::string& settings_of(Planning planning);

/// What begins a read, and what ends it so that nothing of the session is different afterwards: a
/// read-only transaction or, within an open transaction, a savepoint. The settings that the deparse
/// depends on are pinned.
std::vector<std::string> opening_of_read(InTransaction in_transaction);
std::vector<std::string> closing_of_read(InTransaction in_transaction);

/// The statement that pins them.
std::string pin_settings();

/// The same, with Planning::scan_and_look_up: for reads of prepared statements, which the server
/// may plan anew at any time (a CREATE SCHEMA is enough).
const std::string& pin_settings_and_planning();

}  // namespace pgstair::catalog

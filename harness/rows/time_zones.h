// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "rows/concerned_tables.h"
#include "rows/revision_statements.h"
#include "rows/sandbox.h"
#include "seed/schema/schema_source.h"
#include "walk/rehearsal.h"

/// Whether what a revision writes depends on the time zone of the session that runs it. A cast
/// between timestamp and timestamptz does, and the clock as it is read into a timestamp.
namespace pgstair::rows {

/// A revision with rows in its tables.
struct ZonedRehearsal {
  const RevisionStatements& statements;
  const seed::Schema& before;
  const seed::Schema& after;
  const Tables& concerned;
  bool is_reversible = false;
};

/// Whether types or statements give reason to ask.
bool may_depend_on_time_zone(const ZonedRehearsal& rehearsal);

/// Runs the scripts in two time zones and says what differs. Where something does, they are run
/// once more in the first: what differs then as well is the doing of chance or of the clock.
/// Nothing is asked if the database has a time zone of its own, which every session gets.
/// `seeded`: the state before the upgrade; `sandbox` is in another one afterwards.
std::vector<walk::ZoneChange> find_zone_changes(Sandbox& sandbox, const SavedState& seeded,
                                                const ZonedRehearsal& rehearsal,
                                                seed::SchemaSource& schemas);

}  // namespace pgstair::rows

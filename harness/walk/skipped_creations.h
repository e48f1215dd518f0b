// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "catalog/difference.h"
#include "catalog/snapshot.h"
#include "chain/revision.h"
#include "support/errors.h"
#include "walk/walk_database.h"

namespace pgstair::walk {

/// Something that IF NOT EXISTS of an upgrade passed over, because another of that name is there.
struct SkippedCreation {
  catalog::Identity identity;
  Location location;               ///< of the statement
  catalog::Difference difference;  ///< from what is there to what it would have made
};

/// What the upgrade of a revision would make in place of what it passes over. It is asked of the
/// server: what is there is dropped, the script runs, or if that fails the statement alone, and all
/// is rolled back. Costs nothing where no IF NOT EXISTS meets anything.
class CreationsToSkip {
 public:
  /// Requires: `database` is in the state `before`, to which it comes back.
  CreationsToSkip(WalkDatabase& database, const chain::Revision& revision,
                  const catalog::Snapshot& before);

  /// Those that are otherwise after the upgrade.
  std::vector<SkippedCreation> compare(const catalog::Snapshot& after) const;

 private:
  struct Made {
    catalog::Identity identity;
    Location location;
    catalog::Snapshot as_made;  ///< with its parts
    bool alone = false;         ///< by the statement alone
  };
  std::vector<Made> made_;
  catalog::Snapshot before_;
};

}  // namespace pgstair::walk

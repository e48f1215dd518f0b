// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "catalog/snapshot.h"
#include "walk/check.h"

/// One file a check, and the list of them all.
namespace pgstair::checks {

/// What the checks need to know that the walk does not tell them.
struct CheckContext {
  std::optional<catalog::Snapshot> model;  ///< the desired schema, if the team keeps one
  std::string model_not_loaded;            ///< why there is none although one is configured
  bool neighbours = false;                 ///< others' tables were loaded before base
};

/// Every check, in the order in which they report. A new check is a new file and one line there:
/// statics that register themselves vanish when a static library is linked.
walk::Checks all_checks(const CheckContext& context);

}  // namespace pgstair::checks

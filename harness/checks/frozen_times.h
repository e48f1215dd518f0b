// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/difference.h"
#include "report/finding.h"

namespace pgstair::checks {

/// Whether two definitions differ in nothing but times that are written in them: `'now'::timestamp`
/// becomes the time of the CREATE, which is another at each run.
bool changes_only_times(const catalog::Change& change);

/// Makes `found` say that, instead of what the downgrade or the second upgrade did wrong.
void note_frozen_times(report::Finding& found, const catalog::Change& change);

}  // namespace pgstair::checks

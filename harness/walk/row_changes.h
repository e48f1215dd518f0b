// SPDX-License-Identifier: MIT
#pragma once

#include "chain/revision.h"

namespace pgstair::walk {

/// Whether the revision's downgrade and second upgrade may leave other rows than there were, the
/// catalog being what it was. Not where both scripts are SQL that writes no rows, and the downgrade
/// only takes away (what it drops is the upgrade's, or the catalog would tell) or only brings back.
/// (Reading the rows of a revision takes a millisecond, as much as many a revision's walk.)
bool may_leave_other_rows(const chain::Revision& revision);

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#pragma once

#include "probe/attempts/constraint_probe.h"
#include "probe/attempts/result.h"

namespace pgstair::probe {

/// What one attempt of a probe shows.
Result judge(const ConstraintProbe& probe, const Attempt& attempt, const AttemptOutcome& outcome);

/// Whether no other attempt can say more.
bool is_settled(const Result& result);

/// The result before any attempt.
Result not_tried(const ConstraintProbe& probe);

/// The same, judged with the user's triggers out of the way: what rejects the row then had only
/// been forestalled by them.
Result forestalled(const ConstraintProbe& probe, const Result& with_triggers,
                   Result without_triggers);

}  // namespace pgstair::probe

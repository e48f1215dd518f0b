// SPDX-License-Identifier: MIT
#pragma once

#include "probe/attempts/result.h"
#include "probe/attempts/target.h"

namespace pgstair::probe {

/// What one trial of a target shows.
Result judge(const Target& target, const Trial& trial, const TrialOutcome& outcome);

/// Whether no other trial can say more.
bool is_settled(const Result& result);

/// The result before any trial.
Result not_tried(const Target& target);

/// The same, judged with the user's triggers out of the way: what rejects the row then had only
/// been forestalled by them.
Result forestalled(const Target& target, const Result& with_triggers, Result without_triggers);

}  // namespace pgstair::probe

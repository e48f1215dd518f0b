// SPDX-License-Identifier: MIT
#pragma once

#include "rows/concerned_tables.h"
#include "rows/sandbox.h"
#include "walk/step.h"

namespace pgstair::rows {

/// For an upgrade that fails on rows for a reason that no requirement tells: takes from the rows
/// what the statement fails on, so that what the revision demands besides can still be asked. First
/// the values of one column that the statement names, then the rows of one table, then all of them.
/// Returns whether the upgrade does not fail in that way any more; else nothing is changed.
/// `sandbox` is in the state before the script, with rows in the `concerned` tables of `before`.
bool set_aside(Sandbox& sandbox, const walk::StepFailure& failure, const seed::Schema& before,
               const Tables& concerned);

}  // namespace pgstair::rows

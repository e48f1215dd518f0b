// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "rows/concerned_tables.h"
#include "rows/row_requirement.h"
#include "rows/sandbox.h"
#include "walk/rehearsal.h"

namespace pgstair::rows {

/// Whether one upgrade with rows would not tell for sure which requirement refused one: the server
/// stops at the first, and of a value that is none of a type it does not say in which column.
bool needs_asking_one_by_one(const std::vector<RowRequirement>& requirements);

/// Rehearses the upgrade once for each requirement, with rows of which exactly one violates it and
/// none another: those that refuse it, each with what to ask of production. Nothing if no state is
/// found in which the upgrade accepts the rows. `sandbox` has seeded rows in the `concerned`
/// tables, and has them afterwards.
std::optional<std::vector<walk::RowFailure>> refused_one_by_one(
    Sandbox& sandbox, const std::vector<RowRequirement>& requirements, const seed::Schema& before,
    const seed::Schema& after, const Tables& concerned);

}  // namespace pgstair::rows

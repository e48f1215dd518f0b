// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "rows/rehearsal.h"
#include "seed/seed.h"

namespace pgstair::rows {

/// Whether a migration tool keeps its versions in the table: it is called as one of theirs is, or,
/// for Alembic lets a project call it anything, has the one column that Alembic's has.
bool is_version_table(const seed::Table& table);

/// How tables are filled: not those in which migration tools keep their versions.
/// `memory`: of earlier fills of the same database.
seed::Options filling(seed::RunSettings settings,
                      std::shared_ptr<seed::Memory> memory = std::make_shared<seed::Memory>());

}  // namespace pgstair::rows

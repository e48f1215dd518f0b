// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "alembic/project.h"
#include "chain/read.h"

namespace pgstair::alembic {

/// The project's revisions as its files tell them: id, file, parents (but for what is named by a
/// label), and where `upgrade` begins.
/// Nothing of the project runs, so it takes a Python's start and no more. Empty where only Alembic
/// itself can tell (a computed id, a configuration that a program prepares, a file that is no
/// Python).
std::optional<chain::ReadResult> list_revisions(const ProjectOptions& options);

}  // namespace pgstair::alembic

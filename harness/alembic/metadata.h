// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "alembic/project.h"
#include "walk/step.h"

namespace pgstair::alembic {

/// What became of an env.py's target_metadata.
struct CreatedMetadata {
  bool there_is_one = false;
  std::size_t tables = 0;                    ///< that it declares
  std::optional<walk::StepFailure> failure;  ///< what could not be created, and why
};

/// Creates the tables of the project's target_metadata (and the schemas and types that they need)
/// in `database`, through its own env.py. Tables that env.py's include_object keeps off
/// autogenerate are left out. Throws EnvironmentError if env.py itself fails.
CreatedMetadata create_metadata(const ProjectOptions& options,
                                const postgres::ScratchDatabase& database);

}  // namespace pgstair::alembic

// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "alembic/project.h"
#include "chain/read.h"

namespace pgstair::alembic {

/// The chain that the driver describes (driver/project.py, driver/read_files.py).
chain::ReadResult read_description(const nlohmann::json& project, const ProjectOptions& options);

}  // namespace pgstair::alembic

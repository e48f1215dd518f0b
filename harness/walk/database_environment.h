// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "postgres/scratch_databases.h"

namespace pgstair::walk {

/// The environment by which other programs find `database`, as "NAME=value": DATABASE_URL, and the
/// PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE that libpq's own clients read.
std::vector<std::string> database_environment(const postgres::ScratchDatabase& database);

}  // namespace pgstair::walk

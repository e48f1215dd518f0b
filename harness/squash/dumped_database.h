// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>

#include "postgres/scratch_databases.h"

namespace pgstair::squash {

/// A scratch database that an SQL file makes: a dump of one in use, with the rows of its version
/// table, or statements by hand. Roles that it names and that the server has not are created where
/// `may_create_roles`. Throws UsageError, with the place and the server's words, if it does not
/// load.
std::unique_ptr<postgres::ScratchDatabase> load_dumped_database(
    const std::filesystem::path& file, postgres::ScratchDatabases& databases,
    bool may_create_roles);

}  // namespace pgstair::squash

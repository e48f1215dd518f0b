// SPDX-License-Identifier: MIT
#pragma once

#include "model/sql_model.h"
#include "postgres/scratch_databases.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Whether `options` name a model at all.
bool has_model(const Options& options);

/// Roles may be created on a disposable server, and never on one that was given.
model::MissingRoles missing_roles(const Options& options);

/// The desired schema in whatever form the team keeps it: SQL files (a plain dump by pg_dump among
/// them), one snapshot file, or a command that makes it in the fresh database that it finds in
/// DATABASE_URL and PG*. Requires: has_model(options).
model::LoadedModel read_model(const Options& options, postgres::ScratchDatabases& databases);

}  // namespace pgstair::verify

// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "model/sql_model.h"
#include "postgres/scratch_databases.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Whether `options` name a model at all.
bool has_model(const Options& options);

/// How SQL files are loaded. Roles may be created on a disposable server, and never on one that was
/// given.
model::Loading loading_of(const Options& options);

/// Whether the model takes no server of ours: it is a live database or a snapshot file.
bool is_read_as_it_is(const Options& options);

/// Such a model. Of a database nothing but the catalog is read, and nothing is written. Throws
/// EnvironmentError, with the place that names the database, if it cannot be read.
model::LoadedModel read_as_it_is(const Options& options);

/// The desired schema in whatever form the team keeps it: one of those two, SQL files (a plain dump
/// by pg_dump among them), or a command that makes it in the fresh database that it finds in
/// DATABASE_URL and PG*. Requires: has_model(options).
model::LoadedModel read_model(const Options& options, postgres::ScratchDatabases& databases);

/// What the files of the neighbours make. Throws UsageError if one does not load.
std::set<catalog::Identity> read_neighbours(const Options& options,
                                            postgres::ScratchDatabases& databases);

}  // namespace pgstair::verify

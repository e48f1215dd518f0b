// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "catalog/snapshot.h"
#include "chain/placeholders.h"
#include "postgres/scratch_databases.h"
#include "postgres/server_error.h"
#include "postgres/session.h"
#include "postgres/time_limit.h"
#include "support/errors.h"

/// The desired state, from whatever the team keeps it in, as a catalog snapshot.
namespace pgstair::model {

/// A statement of the model that the server refused.
struct LoadFailure {
  std::string statement;
  postgres::ServerError error;
  Location location;
};

/// A model as a snapshot, or why there is none.
struct LoadedModel {
  std::optional<catalog::Snapshot> snapshot;
  std::optional<LoadFailure> failure;
  std::string server_version;  ///< of the server that it was loaded into: "15.20"
};

/// What to do about a role that a dump names and the server has not. Roles belong to the whole
/// cluster, so only a cluster that this run will throw away may get them.
enum class MissingRoles { refuse, create };

/// How files are loaded.
struct Loading {
  MissingRoles missing_roles = MissingRoles::refuse;
  std::chrono::seconds limit = postgres::usual_time_limit;  ///< for all of them together
  chain::Placeholders placeholders = {};                    ///< of which they have the values
};

/// Runs the statements of SQL files: see load_sql_model(). Empty: everything ran. What the
/// session's role may not do, such as give a table to another one, `superuser` does if there is
/// one.
std::optional<LoadFailure> load_files(postgres::Session& session,
                                      const std::vector<std::filesystem::path>& files,
                                      const Loading& loading,
                                      postgres::Session* superuser = nullptr);

/// The same as the role that deploys to `database`, whose objects are then its own; `session` is
/// ours on it.
std::optional<LoadFailure> load_files_as_deployer(const postgres::ScratchDatabase& database,
                                                  postgres::Session& session,
                                                  const std::vector<std::filesystem::path>& files,
                                                  const Loading& loading);

/// Loads SQL files into a scratch database of their own and reads its catalog.
///
/// `neighbours` come first, as in the walk. The files are taken in the given order, but need not be
/// in dependency order: a statement that fails is tried again after the others, until a whole round
/// makes no progress; then the first one's error is the failure. Throws UsageError for a file that
/// cannot be read.
///
/// A script by pg_dump may be among the files: its rows and psql commands are passed over, and
/// roles that it names and that the server has not are created, if `loading` says so.
LoadedModel load_sql_model(const std::vector<std::filesystem::path>& files,
                           const std::vector<std::filesystem::path>& neighbours,
                           postgres::ScratchDatabases& databases, const Loading& loading);

}  // namespace pgstair::model

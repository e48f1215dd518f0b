// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "chain/placeholders.h"
#include "postgres/scratch_databases.h"
#include "postgres/session.h"
#include "postgres/time_limit.h"
#include "sql/script.h"
#include "support/errors.h"

namespace pgstair::server {

/// What a chain finds where it is deployed and does not make itself.
struct Surroundings {
  struct Setting {
    std::string name;
    std::string value;
    Location location;
  };

  /// SQL files, run in each database as the role that owns the server: roles, extensions, schemas.
  std::vector<std::filesystem::path> init;
  chain::Placeholders placeholders;  ///< of which `init` has the values
  std::vector<std::string> roles;    ///< of the cluster; made if they are not there
  /// That deploys: owns the database and is no superuser, unless an init file makes it one. Empty:
  /// the role that owns the server deploys as well.
  std::string role;
  std::chrono::seconds init_limit = postgres::usual_time_limit;  ///< for all of `init`
  std::vector<Setting> settings;  ///< of the database: ALTER DATABASE … SET

  /// The chain and all of the above are a stranger's: everything runs as `role`, which has no right
  /// that reaches beyond its database. The superuser has left before it begins.
  bool untrusted = false;
  std::set<std::string> extensions;  ///< which the superuser makes for an untrusted chain

  bool empty() const {
    return init.empty() && roles.empty() && role.empty() && settings.empty() && !untrusted;
  }
};

/// Whose server it is: roles are the whole cluster's, so somebody else's gets none.
enum class ClusterOwner { this_run, somebody_else };

/// Databases with their surroundings, as a chain finds them in production.
///
/// A copy has what its source has, but for what CREATE DATABASE does not copy (settings), which is
/// made again.
class PreparedDatabases : public postgres::ScratchDatabases {
 public:
  /// `databases` must outlive this object. Throws UsageError for an init file that cannot be read,
  /// or makes roles where it must not; for a role that deploys on somebody else's server; and for
  /// an untrusted one that Postgres itself has.
  PreparedDatabases(postgres::ScratchDatabases& databases, Surroundings surroundings,
                    ClusterOwner owner);

  /// Throws UsageError with its place for a statement of an init file or a setting that the server
  /// refuses.
  std::unique_ptr<postgres::ScratchDatabase> create() override;
  std::unique_ptr<postgres::ScratchDatabase> clone(
      const postgres::ScratchDatabase& source) override;
  std::unique_ptr<postgres::ScratchDatabase> renew(
      std::unique_ptr<postgres::ScratchDatabase> old,
      const postgres::ScratchDatabase* source) override;

 private:
  using Made = std::unique_ptr<postgres::ScratchDatabase>;

  Made prepared(Made database) const;
  Made prepared_for_a_stranger(Made database) const;
  Made like_its_source(Made database) const;
  Made deployers(Made database) const;
  void make_roles(postgres::Session& session) const;
  void make_deployer(postgres::Session& session, const std::string& url) const;
  void give_to_deployer(postgres::Session& session, const std::string& database) const;
  void make_extensions(postgres::Session& session) const;
  void run_init(postgres::Session& session) const;
  void set_settings(postgres::Session& session, const std::string& database) const;
  bool make_role_that_misses(postgres::Session& session, const postgres::ServerError& error) const;

  postgres::ScratchDatabases& databases_;
  Surroundings surroundings_;
  ClusterOwner owner_;
  std::vector<sql::Statement> init_;  ///< of all files
};

}  // namespace pgstair::server

// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

namespace pgstair::postgres {

/// A database that this run created and will drop. Dropped when the object goes.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  virtual const std::string& name() const = 0;
  /// libpq connection string (key = 'value' pairs) for a session on it.
  virtual std::string conninfo() const = 0;
  /// The same for a session in which migrations run: as the role that deploys, if that is another.
  virtual std::string deployer_conninfo() const { return conninfo(); }
  /// The address for other programs, which deploy, as a postgresql:// URL; it may be another way to
  /// the database.
  virtual std::string url() const = 0;
};

/// Where scratch databases come from: a disposable server, or a server that somebody else runs.
/// Every database has a random name and a marker that this run can recognise; no other is touched.
class ScratchDatabases {
 public:
  virtual ~ScratchDatabases() = default;
  /// An empty database: template0's contents, UTF-8, the cluster's locale.
  virtual std::unique_ptr<ScratchDatabase> create() = 0;
  /// A copy of `source`, which must have no sessions.
  virtual std::unique_ptr<ScratchDatabase> clone(const ScratchDatabase& source) = 0;
  /// Drops `old` and makes a database under the same name, for programs that were told it: a copy
  /// of `source`, or an empty one if that is null.
  virtual std::unique_ptr<ScratchDatabase> renew(std::unique_ptr<ScratchDatabase> old,
                                                 const ScratchDatabase* source) = 0;
};

}  // namespace pgstair::postgres

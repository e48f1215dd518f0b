// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "postgres/scratch_databases.h"
#include "server/installation.h"

namespace pgstair::server {

struct ServerOptions {
  Installation installation;
  bool keep = false;                  ///< leave the server running after this process (`--keep`)
  std::optional<std::string> locale;  ///< of the cluster; default C.UTF-8
  /// Other programs are told a host and a port (127.0.0.1, and a password that only this run knows)
  /// instead of the socket's folder.
  bool listen = false;
};

/// A Postgres server that exists while this object does. It listens on a socket in a folder of its
/// own, and on TCP only if that is asked for.
///
/// Ready for connections when the constructor returns; stopped, and its directory removed, when the
/// object goes. Should this process die in any way, a watchdog process does the same at once;
/// should even that be killed, the next run reaps what is left.
class DisposableServer : public postgres::ScratchDatabases {
 public:
  /// Starts a copy of the cached template cluster of the installation; builds the cache if absent.
  /// Throws EnvironmentError if no server can be started, saying what was tried and what to do.
  explicit DisposableServer(const ServerOptions& options);
  ~DisposableServer() override;
  DisposableServer(const DisposableServer&) = delete;
  DisposableServer& operator=(const DisposableServer&) = delete;

  std::unique_ptr<postgres::ScratchDatabase> create() override;
  std::unique_ptr<postgres::ScratchDatabase> clone(
      const postgres::ScratchDatabase& source) override;
  std::unique_ptr<postgres::ScratchDatabase> renew(
      std::unique_ptr<postgres::ScratchDatabase> old,
      const postgres::ScratchDatabase* source) override;

  const std::string& version() const;
  /// A psql command line that connects to `database`; for --keep.
  std::string psql_command(const std::string& database) const;
  /// A shell command that stops the server and removes its directory; for --keep.
  std::string stop_command() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Databases of our own on a server that somebody else runs (`--server URL`).
///
/// Each has a name that marks it as this tool's (see databases.h); all are dropped when the object
/// goes, and databases that a killed run left are dropped by the next. Nothing else is touched.
class GivenServer : public postgres::ScratchDatabases {
 public:
  /// Connects once. Throws EnvironmentError if it cannot, or if the role may not create databases.
  explicit GivenServer(const std::string& url);
  ~GivenServer() override;
  GivenServer(const GivenServer&) = delete;
  GivenServer& operator=(const GivenServer&) = delete;

  std::unique_ptr<postgres::ScratchDatabase> create() override;
  std::unique_ptr<postgres::ScratchDatabase> clone(
      const postgres::ScratchDatabase& source) override;
  std::unique_ptr<postgres::ScratchDatabase> renew(
      std::unique_ptr<postgres::ScratchDatabase> old,
      const postgres::ScratchDatabase* source) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pgstair::server

// SPDX-License-Identifier: MIT
#pragma once

#include <spdlog/spdlog.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "alembic/failure.h"
#include "server/disposable_server.h"
#include "server/surroundings.h"
#include "support/errors.h"
#include "verify/options.h"
#include "walk/walk.h"

namespace pgstair::verify {

/// The servers of a run: one that somebody else runs, or disposable ones.
struct RunServers {
  std::unique_ptr<server::GivenServer> given;
  std::vector<std::unique_ptr<server::DisposableServer>> disposable;

  /// The same, with what surrounds the chain there: where each database of the run comes from.
  std::vector<std::unique_ptr<server::PreparedDatabases>> prepared;

  /// On the one that was given, or the first.
  postgres::ScratchDatabases& first() const { return *walkers().front(); }
  walk::Servers walkers() const;
};

/// The disposable server that these options ask for. Throws EnvironmentError if it is not
/// installed.
server::ServerOptions server_options(const Options& options);

/// Starts `count` servers, unless one was given. The only place that decides which. Throws
/// EnvironmentError if that is not possible.
RunServers start_servers(const Options& options, std::size_t count);

/// Starts more of them, until there are `count`; none beside one that was given.
void add_servers(RunServers& servers, const Options& options, std::size_t count);

/// `work`; if it ends early, the message tells of the server as well that `--keep` leaves running.
template <class Work>
void telling_of_kept(const RunServers& servers, const Options& options, const Work& work) {
  if (!options.keep || servers.disposable.empty()) return work();
  const auto& server = *servers.disposable.front();
  const std::string kept = "The server is still running. To look at it, and to stop it:\n    " +
                           server.psql_command("postgres") + "\n    " + server.stop_command();
  try {
    work();
  } catch (const UsageError& error) {
    throw UsageError(std::string(error.what()) + "\n  " + kept);
  } catch (const EnvironmentError& error) {
    const std::string& advice = error.advice();
    throw EnvironmentError(error.what(), advice + (advice.empty() ? "" : "\n  ") + kept);
  }
}

/// `work` with these options, and once more with servers that listen on TCP if an env.py cannot use
/// the address of a socket; not if that was decided by somebody, nor if servers are kept.
template <class Work>
auto on_socket_or_tcp(Options options, const Work& work) {
  try {
    return work(options);
  } catch (const alembic::SocketRefused& refused) {
    if (options.listen || options.keep || !options.server_url.empty()) throw;
    spdlog::debug("once more with a host and a port: {}", refused.what());
  }
  options.listen = true;
  return work(options);
}

}  // namespace pgstair::verify

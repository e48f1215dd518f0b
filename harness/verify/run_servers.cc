// SPDX-License-Identifier: MIT
#include "verify/run_servers.h"

#include <algorithm>

#include "verify/untrusted.h"

namespace pgstair::verify {

namespace {

/// Whether a variable of [environment] has the host for itself, as the parts of an address have
/// that somebody puts together. A socket's folder is no host there.
bool composes_host(const alembic::ProjectOptions& project) {
  return std::ranges::any_of(project.environment, [](const auto& variable) {
    return variable.second == "{host}" || variable.second.find("{host}:") != std::string::npos;
  });
}

}  // namespace

walk::Servers RunServers::walkers() const {
  walk::Servers result;
  for (const auto& databases : prepared) result.push_back(databases.get());
  return result;
}

server::ServerOptions server_options(const Options& options) {
  return {server::choose_installation(options.postgres), options.keep, options.locale,
          options.listen.value_or(composes_host(options.alembic))};
}

RunServers start_servers(const Options& options, std::size_t count) {
  refuse_what_reaches_the_host(options);
  RunServers servers;
  if (!options.server_url.empty()) {
    servers.given = std::make_unique<server::GivenServer>(options.server_url);
    servers.prepared.push_back(std::make_unique<server::PreparedDatabases>(
        *servers.given, surroundings_of(options), server::ClusterOwner::somebody_else));
  } else {
    add_servers(servers, options, count);
  }
  return servers;
}

void add_servers(RunServers& servers, const Options& options, std::size_t count) {
  if (servers.given) return;
  const server::ServerOptions server = server_options(options);
  while (servers.disposable.size() < count) {
    servers.disposable.push_back(std::make_unique<server::DisposableServer>(server));
    servers.prepared.push_back(std::make_unique<server::PreparedDatabases>(
        *servers.disposable.back(), surroundings_of(options), server::ClusterOwner::this_run));
  }
}

}  // namespace pgstair::verify

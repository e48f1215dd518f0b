// SPDX-License-Identifier: MIT
#include "verify/run_servers.h"

namespace pgstair::verify {

walk::Servers RunServers::walkers() const {
  if (given) return {given.get()};
  walk::Servers result;
  for (const auto& server : disposable) result.push_back(server.get());
  return result;
}

RunServers start_servers(const Options& options, std::size_t count) {
  RunServers servers;
  if (!options.server_url.empty()) {
    servers.given = std::make_unique<server::GivenServer>(options.server_url);
    return servers;
  }
  const server::ServerOptions server{server::choose_installation(options.postgres), options.keep,
                                     options.locale};
  while (servers.disposable.size() < count) {
    servers.disposable.push_back(std::make_unique<server::DisposableServer>(server));
  }
  return servers;
}

}  // namespace pgstair::verify

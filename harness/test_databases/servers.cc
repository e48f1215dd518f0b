// SPDX-License-Identifier: MIT
#include "test_databases/servers.h"

#include "server/disposable_server.h"
#include "verify/run_servers.h"

namespace pgstair::test_databases {

postgres::ScratchDatabases& Servers::server_for(const verify::Options& options) {
  if (!options.server_url.empty()) {
    auto& given = servers_[options.server_url];
    if (!given) given = std::make_unique<server::GivenServer>(options.server_url);
    return *given;
  }
  const server::ServerOptions wanted = verify::server_options(options);
  auto& started = servers_[wanted.installation.bin.string() + '\n' + wanted.locale.value_or("") +
                           '\n' + (wanted.listen ? "tcp" : "socket")];
  if (!started) started = std::make_unique<server::DisposableServer>(wanted);
  return *started;
}

server::ClusterOwner owner_of(const verify::Options& options) {
  return options.server_url.empty() ? server::ClusterOwner::this_run
                                    : server::ClusterOwner::somebody_else;
}

}  // namespace pgstair::test_databases

// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <string>

#include "postgres/scratch_databases.h"
#include "server/surroundings.h"
#include "verify/options.h"

namespace pgstair::test_databases {

/// The servers of one test program: one, unless its chains ask for different ones. Each is started
/// when it is first needed.
class Servers {
 public:
  /// The server that a chain with these options is to have. Throws EnvironmentError if there is
  /// none.
  postgres::ScratchDatabases& server_for(const verify::Options& options);

 private:
  std::map<std::string, std::unique_ptr<postgres::ScratchDatabases>> servers_;
};

/// Whose roles are on that server.
server::ClusterOwner owner_of(const verify::Options& options);

}  // namespace pgstair::test_databases

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "server/disposable_server.h"
#include "verify/options.h"
#include "walk/walk.h"

namespace pgstair::verify {

/// The servers of a run: one that somebody else runs, or disposable ones.
struct RunServers {
  std::unique_ptr<server::GivenServer> given;
  std::vector<std::unique_ptr<server::DisposableServer>> disposable;

  /// The one that was given, or the first.
  postgres::ScratchDatabases& first() const { return *walkers().front(); }
  walk::Servers walkers() const;
};

/// Starts `count` servers, unless one was given. The only place that decides which. Throws
/// EnvironmentError if that is not possible.
RunServers start_servers(const Options& options, std::size_t count);

}  // namespace pgstair::verify

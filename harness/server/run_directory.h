// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/file_lock.h"
#include "support/at_process_end.h"
#include "support/process.h"

namespace pgstair::server {

/// Where one server lives: `pgstair-<uid>-<random>`, mode 0700, in memory if there is room.
///
///     lock   held (flock) by this process and its watchdog for as long as either lives
///     data/  the cluster
///     log    what the server said
///     kept   there if --keep asked for a server that outlives the run
///     .s.PGSQL.5432  the socket, or with the port if the server listens on TCP
///
/// A directory whose lock is free and that is not kept is a dead run's: see reaper.h.
struct RunDirectory {
  std::filesystem::path path;
  FileLock lock;
  /// Removes the directory when this object goes, or with this process: until a watchdog, which
  /// does the same, has cancelled it.
  std::unique_ptr<AtProcessEnd> removal;

  std::filesystem::path data() const { return path / "data"; }
  std::filesystem::path log() const { return path / "log"; }
  std::filesystem::path kept_marker() const { return path / "kept"; }
};

/// The places to consider, best first: /dev/shm, TMPDIR, /tmp; or only PGSTAIR_RUN_DIR if it is
/// set.
std::vector<std::filesystem::path> run_directory_places();

/// "pgstair-<uid>-": how the run directories of this user begin.
std::string run_directory_prefix();

/// Makes a run directory for the account in the first place that has `bytes` free and a path short
/// enough for a socket. Throws EnvironmentError with the figures of every place if none has.
RunDirectory make_run_directory(std::uintmax_t bytes, const std::optional<Account>& account);

}  // namespace pgstair::server

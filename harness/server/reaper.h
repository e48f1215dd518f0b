// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pgstair::server {

/// Stops whatever dead runs of this user left and removes their directories. A directory is a dead
/// run's if its lock is free and it was not kept, or was kept and its server has gone since.
/// Never throws: what cannot be removed now is left to the next run.
void reap_dead_runs() noexcept;

/// Kills the server of one run directory, if it has one, and removes the directory with what the
/// server holds outside of it. Requires: the caller holds the directory's lock, or its process did.
void reap(const std::filesystem::path& run_directory) noexcept;

/// A shell command by which a person does the same: it stops the server's processes of this moment,
/// and none that has its number meanwhile.
std::string stop_command(const std::filesystem::path& run_directory);

/// A run directory of this user whose run is over.
struct LeftRun {
  std::filesystem::path path;
  bool kept =
      false;  ///< its server is alive because --keep asked for that; else it is a dead run's
};

/// What is left of runs that are over, at this moment. Changes nothing.
std::vector<LeftRun> find_left_runs();

}  // namespace pgstair::server

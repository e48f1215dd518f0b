// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>

#include "server/run_directory.h"
#include "support/process.h"
#include "support/unique_fd.h"

namespace pgstair::server {

/// A small process between this one and its server, which outlives this one if need be.
///
/// It starts the server, in a session of its own and deaf to the terminal's signals, and waits at
/// one end of a socket whose other end only this process has. When that end closes, because this
/// object went or because this process was killed, it stops the server and removes the run
/// directory. When the server ends by itself, it hangs up, and so this process learns of it.
class Watchdog {
 public:
  /// Takes over from the directory's own removal. Throws EnvironmentError if the command cannot be
  /// found or no process can be made. That the server does not start is seen later, by
  /// has_lost_server() and in the log.
  Watchdog(const Command& server, const RunDirectory& run);

  /// Has the server stopped and the directory removed, and waits until that is done.
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// Waits up to `patience` for the end of the server (or of the watchdog); true if it has ended.
  bool has_lost_server(std::chrono::milliseconds patience = {}) const;

  /// From now on the server outlives this process; its directory is marked as kept.
  void let_go();

 private:
  std::filesystem::path run_;
  std::filesystem::path kept_marker_;
  UniqueFd line_;
  pid_t pid_ = -1;
  bool let_go_ = false;
};

}  // namespace pgstair::server

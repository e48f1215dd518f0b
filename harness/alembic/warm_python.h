// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "alembic/worker.h"
#include "support/at_process_end.h"
#include "support/unique_fd.h"

namespace pgstair::alembic {

/// A Python process that has imported Alembic and SQLAlchemy, which takes most of a second, and
/// nothing of the project's; it forks a worker whenever one is asked for. For speed alone: what
/// cannot be forked is started.
///
/// Thread-safe.
class WarmPython {
 public:
  /// Starts the interpreter and does not wait for it. `options`: as for a worker, with any
  /// database. Throws EnvironmentError if there is no such program.
  explicit WarmPython(const WorkerOptions& options);
  ~WarmPython();
  WarmPython(const WarmPython&) = delete;
  WarmPython& operator=(const WarmPython&) = delete;

  /// A worker with these ends of a socket and a file, a child of this process; nothing if that
  /// cannot be. Requires: `options` are the constructor's, but for the environment.
  std::optional<pid_t> fork_worker(const WorkerOptions& options, int line, int log);

 private:
  std::optional<std::string> receive();

  std::mutex mutex_;
  std::vector<std::string> environment_;  ///< what is set in it, and must not stay in a worker
  UniqueFd line_;
  UniqueFd log_;  ///< a file without a name, for nobody
  pid_t pid_ = -1;
  std::optional<AtProcessEnd> killing_;
  bool is_ready_ = false;
  int was_subreaper_ = 0;
};

}  // namespace pgstair::alembic

// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/at_process_end.h"
#include "support/unique_fd.h"

namespace pgstair::alembic {

class WarmPython;

/// How a worker is to run.
struct WorkerOptions {
  std::vector<std::string> interpreter;  ///< the command that is Python: {"/usr/bin/python3"}
  std::filesystem::path directory;       ///< to run in
  std::vector<std::string> environment;  ///< "NAME=value" to set
  std::string address;                   ///< that it is told; no message repeats its password
  std::chrono::seconds patience{300};    ///< for one answer
  std::shared_ptr<WarmPython> warm;      ///< forks it; null: it is started
};

/// A Python process with our driver in it, which answers one request after the other.
///
/// It is a process group of its own. When this object goes, or this process dies in any way, the
/// whole group is killed: whatever the project's code has started goes with it.
class Worker {
 public:
  /// Starts the interpreter and hands it the driver. Throws EnvironmentError if there is no such
  /// program; that it is no Python is seen at the first ask().
  explicit Worker(WorkerOptions options);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Sends a request and waits for its answer. Throws EnvironmentError if the process ends, or does
  /// not answer in time; the message says where in the project's code it hangs and what it printed.
  nlohmann::json ask(const nlohmann::json& request);

  /// The same for a request that may take `limit`; empty if it takes longer. Then the worker is of
  /// no use any more, but to ask where_it_is().
  std::optional<nlohmann::json> ask_within(const nlohmann::json& request,
                                           std::chrono::seconds limit);

  /// Where the worker is in the project's code while a request takes long: what describes an
  /// exception at that place; as good as nothing if Python does not say.
  nlohmann::json where_it_is();

  /// What the process printed (standard output and standard error).
  std::string printed() const;

 private:
  void send(const std::string& line);
  std::optional<std::string> receive(std::chrono::milliseconds limit);
  [[noreturn]] void report_end();
  [[noreturn]] void report_hang();
  std::string hanging_frame();
  std::string last_words() const;
  int end();

  WorkerOptions options_;
  UniqueFd line_;  ///< a socket; its end is the worker's end
  UniqueFd log_;   ///< a file without a name
  pid_t pid_ = -1;
  std::optional<AtProcessEnd> killing_;  ///< of the group
  std::string received_;
};

}  // namespace pgstair::alembic

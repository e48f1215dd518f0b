// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <string>

#include "message.h"

namespace pgstair::gtest_support {

/// The program that makes databases for this process: `pgstair test-databases`, one for all its
/// tests.
///
/// It learns by its closed input that this process has gone, in whatever way, and takes everything
/// away.
class Service {
 public:
  /// The one of this process. Starts it if there is none yet, or if it has died. Throws Error.
  static std::shared_ptr<Service> of_this_process();

  /// Starts one. Throws Error.
  Service();
  /// Waits until everything is taken away.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// The answer's fields after "ok". Throws Error with what the answer says otherwise, or if the
  /// program has died.
  Fields ask(const Fields& request);

  /// Drops a database. Does nothing in a forked child, whose parent it belongs to.
  void drop(const std::string& name) noexcept;

 private:
  friend class CurrentService;

  void start(const std::string& program);
  void greet(const std::string& program);
  bool is_of_this_process() const;
  std::string how_it_ended();

  std::mutex mutex_;  ///< one request at a time
  pid_t owner_;       ///< the process that started it
  pid_t child_ = -1;
  int socket_ = -1;
  std::string buffer_;
  bool ended_ = false;
};

/// The program: PGSTAIR_EXECUTABLE, or what CMake found.
std::string executable();

}  // namespace pgstair::gtest_support

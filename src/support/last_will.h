// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <functional>

#include "support/unique_fd.h"

namespace pgstair {

/// Something that is done at the latest when this process has ended, in whatever way.
///
///     LastWill will([&file] { ::unlink(file.c_str()); });
///     ...
///     will.revoke();  // else the file goes with `will`, or with this process
///
/// A small process waits for that moment. It was forked, maybe while other threads held locks, so
/// `deed` makes system calls only.
class LastWill {
 public:
  /// Throws EnvironmentError if no process can be made.
  explicit LastWill(const std::function<void()>& deed);

  /// Has it done, unless it was revoked, and waits for that.
  ~LastWill();
  LastWill(const LastWill&) = delete;
  LastWill& operator=(const LastWill&) = delete;

  void revoke();

 private:
  UniqueFd line_;  ///< its closing is the moment
  pid_t executor_ = -1;
};

}  // namespace pgstair

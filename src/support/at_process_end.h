// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <functional>

#include "support/unique_fd.h"

namespace pgstair {

/// Something that is done at the latest when this process has ended, in whatever way.
///
///     AtProcessEnd removal([&file] { ::unlink(file.c_str()); });
///     ...
///     removal.cancel();  // else the file goes with `removal`, or with this process
///
/// A small process waits for that moment. It was forked, maybe while other threads held locks, so
/// `action` makes system calls only.
class AtProcessEnd {
 public:
  /// Throws EnvironmentError if no process can be made.
  explicit AtProcessEnd(const std::function<void()>& action);

  /// Has it done, unless it was cancelled, and waits for that.
  ~AtProcessEnd();
  AtProcessEnd(const AtProcessEnd&) = delete;
  AtProcessEnd& operator=(const AtProcessEnd&) = delete;

  void cancel();

 private:
  UniqueFd line_;  ///< its closing is the moment
  pid_t child_ = -1;
};

}  // namespace pgstair

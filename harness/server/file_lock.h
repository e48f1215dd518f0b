// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "support/unique_fd.h"

namespace pgstair::server {

/// An advisory lock (flock) on a file, released when this goes and when the process dies. A forked
/// child that keeps the descriptor shares the lock: it is free only when both have gone.
class FileLock {
 public:
  /// Waits for the lock; makes the file if it is not there.
  /// Throws EnvironmentError naming the path and the reason.
  static FileLock exclusive(const std::filesystem::path& path);
  static FileLock shared(const std::filesystem::path& path);

  /// The lock on a file that exists, unless somebody else holds it or it cannot be opened.
  static std::optional<FileLock> try_exclusive(const std::filesystem::path& path);

  /// Whether the path still leads to the locked file: false once somebody has removed it.
  bool is_on(const std::filesystem::path& path) const;

  int descriptor() const { return file_.get(); }

 private:
  explicit FileLock(UniqueFd file) : file_(std::move(file)) {}

  UniqueFd file_;
};

}  // namespace pgstair::server

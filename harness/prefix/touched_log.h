// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "support/unique_fd.h"

namespace pgstair::prefix {

/// Where the driver's touched.py writes what a project's code does: a file in memory, which is gone
/// with this process however that ends.
class TouchedLog {
 public:
  /// Throws EnvironmentError if there can be no such file.
  TouchedLog();

  /// By which other processes of this user open it.
  std::string path() const;

  /// What was written so far.
  std::vector<std::string> lines() const;

 private:
  UniqueFd file_;
};

}  // namespace pgstair::prefix

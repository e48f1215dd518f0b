// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace pgstair::server {

/// Copies a directory of directories and plain files (what a cluster is made of) to `to`, which
/// must not exist. Mode bits are kept; the owner becomes that of `to`'s parent directory. Throws
/// EnvironmentError naming the file and the reason.
void copy_tree(const std::filesystem::path& from, const std::filesystem::path& to);

/// What a directory holds, as far as that is seen without reading its files.
struct TreeState {
  std::uintmax_t bytes = 0;  ///< that its files take up
  std::string checksum;      ///< of names, kinds, modes, sizes, and times of change in seconds

  friend bool operator==(const TreeState&, const TreeState&) = default;
};

/// Throws EnvironmentError naming what cannot be looked at.
TreeState state_of_tree(const std::filesystem::path& directory);

}  // namespace pgstair::server

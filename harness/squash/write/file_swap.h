// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "author/squash_revision.h"
#include "support/unique_fd.h"

namespace pgstair::squash {

/// Puts new files in the place of old ones (files or folders), which are then gone, in a chain's
/// folder `root`. All of it or nothing: if it fails, or this process ends meanwhile in whatever
/// way, each old file is back in its place and no new one is there. Files that have no part in it
/// are not touched.
///
/// Throws EnvironmentError naming the file and the reason.
void swap_files(const std::filesystem::path& root, const std::vector<std::filesystem::path>& old,
                const std::vector<author::RevisionFile>& fresh);

/// A chain's folder, which no other process of pgstair exchanges files in as long as this lives.
/// What one that was killed has left in it is removed.
class FolderForSwaps {
 public:
  /// Throws UsageError if another process is at it, and EnvironmentError if the folder cannot be
  /// written to, or old files are left in it that were never put back (the machine went down, say).
  explicit FolderForSwaps(const std::filesystem::path& root);

 private:
  UniqueFd lock_;
};

}  // namespace pgstair::squash

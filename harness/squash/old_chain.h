// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "chain/revision.h"
#include "support/temp_dir.h"
#include "verify/options.h"

namespace pgstair::squash {

/// The chain that a squash stands for: a folder, or the folder of the new chain as it was in a
/// commit of git, which is unpacked into a directory of its own for as long as this lives. The
/// working tree and the index are not touched.
class OldChain {
 public:
  /// `against`: a folder, or a commit, branch or tag. `path`: of the new chain. Throws UsageError
  /// if it is neither, or the commit has no such folder.
  OldChain(const std::string& against, const std::filesystem::path& path,
           const verify::Options& new_chain);

  const verify::Options& options() const { return options_; }

  /// The last release that has a revision's file: the newest tag of git up to that commit; if there
  /// is none, the commit itself, or the folder.
  std::string release_with(const chain::Revision& revision) const;

 private:
  std::string name_;  ///< as it was given
  std::filesystem::path path_;
  std::optional<TempDir> unpacked_;
  verify::Options options_;
};

}  // namespace pgstair::squash

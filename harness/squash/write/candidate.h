// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "author/squash_revision.h"
#include "chain/chain.h"
#include "report/result.h"
#include "support/temp_dir.h"
#include "verify/options.h"

namespace pgstair::squash {

/// What becomes of a chain's files.
struct FileChange {
  std::vector<std::filesystem::path> removed;  ///< files, or diesel's folders
  std::vector<author::RevisionFile> added;
};

/// The chain as it would be, in a folder of its own for as long as this lives. The user's files are
/// linked to, and not touched.
class Candidate {
 public:
  /// `options`: of the chain as it is; `chain` and `format` are what they name.
  Candidate(const verify::Options& options, const chain::Chain& chain, const std::string& format,
            const FileChange& change);

  const verify::Options& options() const { return options_; }

  /// Names the files in a result of verifying it as they will be named.
  void name_as_before(report::Result& result) const;

 private:
  void link_files(const std::filesystem::path& from, const std::filesystem::path& to,
                  bool with_folders);
  void link_revisions_of_alembic(const chain::Chain& chain);
  bool is_removed(const std::filesystem::path& file) const;

  TempDir directory_;
  std::filesystem::path folder_;  ///< with the revisions
  std::filesystem::path real_;    ///< what it stands for
  std::vector<std::filesystem::path> removed_;
  verify::Options options_;
};

}  // namespace pgstair::squash

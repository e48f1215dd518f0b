// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pgstair::static_check {

/// Texts of files by their paths below one folder.
using Files = std::map<std::string, std::string>;

/// Which files a chain is made of.
struct ChainFiles {
  std::vector<std::filesystem::path> folders;
  std::vector<std::string> suffixes;
  bool recursive = false;  ///< those in subfolders as well
};

/// With what a chain's files are compared.
struct ReleaseOptions {
  std::string base_ref;            ///< a name of git's; empty: see Git::upstream()
  std::filesystem::path released;  ///< not empty: a folder with the released files instead
  bool off = false;                ///< nothing is compared
};

/// The files of a chain as they are released, and as they are here.
struct ReleasedFiles {
  std::string name;               ///< of the release: "origin/main"
  std::string full_name;          ///< "origin/main (1a2b3c4)"
  std::filesystem::path root;     ///< the folder that the paths are below
  Files released;                 ///< as they are released now
  Files merged;                   ///< released, with what was changed here
  std::set<std::string> changed;  ///< here, since the work here began; also what is no longer here
  bool is_behind = false;         ///< something has been released since then
};

/// What to compare; or why not: no git, no upstream, a shallow clone, a folder that is new.
struct Release {
  std::optional<ReleasedFiles> files;
  std::string why_not;
  bool has_nothing = false;  ///< of the chain: all of it is new
};

/// Throws UsageError if the options name a commit or a folder that is not there.
Release find_release(const ChainFiles& chain, const ReleaseOptions& options);

}  // namespace pgstair::static_check

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What git knows of a folder, read without touching its working tree or its index.
namespace pgstair {

/// Files of a commit: their paths below the repository's root, and the ids of their contents.
using Tree = std::map<std::string, std::string>;

/// The repository that a folder is in.
class Git {
 public:
  /// Nothing if there is none, or no git; `why` says so in git's words.
  static std::optional<Git> of(const std::filesystem::path& folder, std::string& why);

  const std::filesystem::path& root() const { return root_; }

  /// A folder of the repository as git names it: its path below the root, "" for the root.
  std::string path_of(const std::filesystem::path& folder) const;

  /// The commit that a name stands for; nothing if there is no such name.
  std::optional<std::string> commit(const std::string& name) const;
  /// The name of the branch that others build on: the first of origin/HEAD, origin/main and
  /// origin/master that is there, then the same of other remotes.
  std::optional<std::string> upstream() const;
  /// Where the commit and HEAD parted; nothing where no common commit is known (a shallow clone).
  std::optional<std::string> merge_base(const std::string& commit) const;
  /// The commit's files in these folders, which are paths below the root; "" is all.
  Tree files(const std::string& commit, const std::vector<std::string>& folders) const;
  /// The newest tag, among the commit and what it builds on, that has this file, a path below the
  /// root; nothing if none has.
  std::optional<std::string> newest_tag_with(const std::string& commit,
                                             const std::string& file) const;
  /// What is not as HEAD has it in the folder, a path below the root: changed, deleted and new
  /// files, but not those that git is told to ignore.
  std::vector<std::string> uncommitted(const std::string& folder) const;
  /// Whether the commit has such a folder, a path below the root; "" is the root.
  bool has_folder(const std::string& commit, const std::string& folder) const;
  /// Writes the commit's files in that folder below `into`. Throws EnvironmentError if that fails.
  void unpack(const std::string& commit, const std::string& folder,
              const std::filesystem::path& into) const;
  /// The contents of those ids, in one process.
  std::map<std::string, std::string> contents(const std::vector<std::string>& ids) const;

 private:
  explicit Git(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

}  // namespace pgstair

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pgstair::init {

/// A folder and the names of what is in it, sorted.
struct ProjectFolder {
  std::filesystem::path path;
  std::vector<std::string> files;
  std::vector<std::string> folders;

  bool has_file(const std::string& name) const;
  /// Whether a file's name ends so.
  bool has_files_like(std::string_view ending) const;
};

/// `root` and all below it that is the project's own; each before those that are in it.
std::vector<ProjectFolder> project_folders(const std::filesystem::path& root);

}  // namespace pgstair::init

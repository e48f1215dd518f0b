// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "init/found_chain.h"
#include "init/project_folders.h"

namespace pgstair::init {

/// A pgstair.toml for one of the chains that were found.
struct PlannedFile {
  std::filesystem::path path;
  std::string text;
  const FoundChain* chain = nullptr;
};

/// A file for each chain that is not left out: in `root` for one alone, else in the highest folder
/// that holds no other. Two chains of one folder get one file, for the first.
std::vector<PlannedFile> planned_files(const std::filesystem::path& root,
                                       const std::vector<FoundChain>& chains,
                                       const std::vector<ProjectFolder>& folders);

/// The job of the CI whose configuration `root` has, to be put there by hand: its file's name and
/// the lines. For no CI: empty.
struct CiSnippet {
  std::string file;
  std::string text;
};
CiSnippet ci_snippet(const std::filesystem::path& root, const std::vector<PlannedFile>& files);

}  // namespace pgstair::init

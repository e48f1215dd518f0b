// SPDX-License-Identifier: MIT
#include "init/project_folders.h"

#include <algorithm>
#include <array>

#include "support/contains.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

/// Names of folders that hold what others wrote, or a program did.
constexpr std::array<std::string_view, 12> of_others{
    "node_modules",  "bower_components", "vendor", "third_party",
    "site-packages", "target",           "build",  "dist",
    "out",           "__pycache__",      "deps",   "_build"};

constexpr int deepest_folder = 10;

ProjectFolder listed(const fs::path& folder) {
  ProjectFolder found{folder, {}, {}};
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    auto name = entry.path().filename().string();
    std::error_code unknown;
    if (entry.is_directory(unknown)) {
      if (!entry.is_symlink(unknown)) found.folders.push_back(std::move(name));
    } else {
      found.files.push_back(std::move(name));
    }
  }
  std::ranges::sort(found.files);
  std::ranges::sort(found.folders);
  return found;
}

void add_folders(const fs::path& folder, int depth, std::vector<ProjectFolder>& all) {
  auto found = listed(folder);
  if (depth > 0 && found.has_file("pyvenv.cfg")) return;  // a Python environment
  all.push_back(found);
  if (depth == deepest_folder) return;
  for (const auto& name : found.folders) {
    if (!name.starts_with('.') && !contains(of_others, name))
      add_folders(folder == "." ? fs::path(name) : folder / name, depth + 1, all);
  }
}

}  // namespace

bool ProjectFolder::has_file(const std::string& name) const {
  return std::ranges::binary_search(files, name);
}

bool ProjectFolder::has_files_like(std::string_view ending) const {
  return std::ranges::any_of(files,
                             [&](const std::string& name) { return name.ends_with(ending); });
}

std::vector<ProjectFolder> project_folders(const fs::path& root) {
  std::vector<ProjectFolder> all;
  add_folders(root, 0, all);
  return all;
}

}  // namespace pgstair::init

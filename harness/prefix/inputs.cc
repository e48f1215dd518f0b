// SPDX-License-Identifier: MIT
#include "prefix/inputs.h"

#include <algorithm>
#include <array>

#include "support/contains.h"
#include "support/errors.h"
#include "support/file.h"

namespace pgstair::prefix {

namespace {

namespace fs = std::filesystem;

/// What git, Python and editors keep for themselves decides nothing.
bool is_left_out(const fs::path& folder) {
  return folder.filename() == ".git" || folder.filename() == "__pycache__";
}

/// What is below the folder, sorted by its path; nothing if there is too much of it.
std::optional<std::vector<fs::path>> everything_below(const fs::path& folder,
                                                      bool (*is_left_out)(const fs::path&)) {
  std::vector<fs::path> paths;
  constexpr auto options = fs::directory_options::follow_directory_symlink;
  fs::recursive_directory_iterator entry(folder, options);
  for (; entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && is_left_out(entry->path())) {
      entry.disable_recursion_pending();
      continue;
    }
    if (paths.size() == Inputs::most_files) return std::nullopt;
    paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

void Inputs::add(std::string_view name, std::string_view value) {
  for (const std::string_view text : {name, value}) {
    digest_.add(std::to_string(text.size()) + ":");
    digest_.add(text);
  }
}

void Inputs::add(std::string_view name, const std::vector<std::string>& values) {
  add(name, std::to_string(values.size()));
  for (const auto& value : values) add(name, value);
}

void Inputs::add_file(const fs::path& path) {
  std::error_code error;
  const auto type = fs::status(path, error).type();
  add("kind of " + path.string(), std::to_string(static_cast<int>(type)));
  if (type != fs::file_type::regular) return;
  bytes_ += fs::file_size(path, error);
  if (bytes_ > most_bytes) return add_unseen("there are more files than are read for this");
  try {
    add(path.string(), read_file(path));
    files_.push_back(path);
  } catch (const UsageError& unreadable) {
    add(path.string() + " cannot be read", unreadable.what());
  }
}

void Inputs::add_files(const std::vector<fs::path>& paths) {
  add("files", std::to_string(paths.size()));
  for (const auto& path : paths) add_file(path);
}

void Inputs::add_folder(const fs::path& folder) { add_below(folder, is_left_out); }

void Inputs::add_sources(const fs::path& folder) { add_below(folder, is_left_out_of_sources); }

void Inputs::add_below(const fs::path& folder, IsLeftOut is_left_out) {
  add("folder", folder.string());
  std::error_code error;
  if (!fs::is_directory(folder, error)) return add_file(folder);
  try {
    const auto below = everything_below(folder, is_left_out);
    if (!below) return add_unseen(folder.string() + " holds more files than are read for this");
    add_files(*below);
  } catch (const fs::filesystem_error& unreadable) {
    add_unseen(unreadable.path1().string() + " cannot be listed");
  }
}

void Inputs::add_unseen(const std::string& what) {
  if (!unseen_) unseen_ = what;
}

bool is_left_out_of_sources(const fs::path& folder) {
  constexpr std::array<std::string_view, 4> others{"node_modules", ".mypy_cache", ".pytest_cache",
                                                   ".ruff_cache"};
  std::error_code error;
  return is_left_out(folder) || contains(others, folder.filename().string()) ||
         fs::exists(folder / "pyvenv.cfg", error);
}

}  // namespace pgstair::prefix

// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace pgstair {

/// A directory of our own (mode 0700, random name), removed with its content when this goes.
class TempDir {
 public:
  /// Makes `<parent>/<prefix>XXXXXX`. Throws EnvironmentError naming the path and the reason.
  explicit TempDir(const std::string& prefix = "pgstair-",
                   const std::filesystem::path& parent = std::filesystem::temp_directory_path());
  ~TempDir();
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace pgstair

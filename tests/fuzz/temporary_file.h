// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::fuzz {

/// A file in memory, where files may be written often.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, std::string_view content) {
    write_file(folder_.path() / name, content);
  }

  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TempDir folder_{"pgstair-fuzz-", "/dev/shm"};
};

}  // namespace pgstair::fuzz

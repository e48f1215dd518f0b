// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "support/temp_dir.h"

namespace pgstair::fuzz {

/// A folder of files as one text, which libFuzzer can change: the format's name, then each file
/// below a line with its name.
///
///     golang-migrate
///     === 0001_users.up.sql
///     CREATE TABLE users ();
///     === 0001_users.down.sql
///     DROP TABLE users;
class Folder {
 public:
  /// Writes the files; those whose names lead out of the folder, or too deep into it, are left out.
  explicit Folder(std::string_view text);

  const std::string& format() const { return format_; }
  std::filesystem::path path() const { return folder_.path() / "chain"; }

 private:
  void write(std::string_view name, std::string_view content) const;

  TempDir folder_{"pgstair-fuzz-", "/dev/shm"};  // in memory, where files may be written often
  std::string format_;
};

}  // namespace pgstair::fuzz

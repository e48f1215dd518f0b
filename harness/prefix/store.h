// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgstair::prefix {

/// A folder with one file for each thing that is kept, by its key. Any number of processes may use
/// it at the same time, and be killed: a file is there as a whole or not at all, and one that is
/// not as it was written counts as none. It can be copied to another machine.
///
/// Nothing of it is ever in anybody's way: what cannot be read is not there, what cannot be written
/// is not kept.
class Store {
 public:
  struct Entry {
    std::filesystem::path file;
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type used;
  };

  /// `folder` need not be there. Requires: nobody but this user can write to it; one where others
  /// can is not used.
  Store(std::filesystem::path folder, std::uintmax_t most_bytes);

  /// What was kept under this key, which counts as used now.
  std::optional<std::string> find(const std::string& key) const;

  /// Keeps it, and lets go of what was not used for the longest time where there is more than there
  /// is room for.
  void keep(const std::string& key, std::string_view content) const;

  /// The last used first.
  std::vector<Entry> entries() const;
  /// What an entry of entries() holds.
  static std::optional<std::string> read(const Entry& entry);

  /// Removes all of it; returns how much that was.
  std::size_t clear() const;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  void remove_what_is_too_much() const;

  std::filesystem::path folder_;
  std::uintmax_t most_bytes_;
};

/// That of this user's verdicts: `verdicts` in server::cache_directory(). Nothing if there is no
/// such place.
std::optional<Store> verdicts_of_user(std::uintmax_t most_megabytes);

}  // namespace pgstair::prefix

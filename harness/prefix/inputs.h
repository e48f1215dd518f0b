// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/digest.h"

/// Verdicts that are kept by the content of all that decides about them, and answered again while
/// nothing of it has changed. What is not kept, or not any more, is verified: the plain path is
/// verify::verify(), which knows nothing of this.
namespace pgstair::prefix {

/// Everything that decides about a verdict, by content: added in any fixed order, as names with
/// values, so that no two lists of them have the same key.
class Inputs {
 public:
  /// More than this, and a folder is no chain's: a whole home, say.
  static constexpr std::size_t most_files = 20'000;
  static constexpr std::uintmax_t most_bytes = std::uintmax_t{512} * 1024 * 1024;

  void add(std::string_view name, std::string_view value);
  void add(std::string_view name, const std::vector<std::string>& values);

  /// A file by its path, as it is written in reports, and its bytes. What is no file, or cannot be
  /// read, counts as what it is.
  void add_file(const std::filesystem::path& path);
  void add_files(const std::vector<std::filesystem::path>& paths);

  /// Everything below a folder: also what is no migration, for the chain's reader tells of that.
  /// Links are followed. Left out are .git and Python's own cache.
  void add_folder(const std::filesystem::path& folder);
  /// The same of a folder with a program's sources, but for what is left out of those.
  void add_sources(const std::filesystem::path& folder);

  /// Something decides that cannot be seen from here: a sentence's beginning.
  void add_unseen(const std::string& what);

  /// The first such thing; nothing if all that decides is known.
  const std::optional<std::string>& unseen() const { return unseen_; }

  /// Of all that was added; nothing can be added after it.
  std::string key() { return digest_.text(); }

  /// The texts of files that were added.
  const std::vector<std::filesystem::path>& files() const { return files_; }

 private:
  using IsLeftOut = bool (*)(const std::filesystem::path& folder);
  void add_below(const std::filesystem::path& folder, IsLeftOut is_left_out);

  Digest digest_;
  std::vector<std::filesystem::path> files_;
  std::uintmax_t bytes_ = 0;
  std::optional<std::string> unseen_;
};

/// Folders that no program reads as its own: git's, caches, packages, whole environments of Python.
bool is_left_out_of_sources(const std::filesystem::path& folder);

}  // namespace pgstair::prefix

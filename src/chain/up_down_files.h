// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/migration_folder.h"
#include "chain/read.h"

/// For the formats that keep a migration's upgrade and downgrade in two files.
namespace pgstair::chain {

struct UpDownFile {
  std::string version;  ///< digits
  std::string stem;     ///< the name without direction and suffix: 0001_users
  std::filesystem::path path;
  bool is_up = false;
};

/// What differs between the tools.
struct UpDownFormat {
  std::string_view name;
  /// Nothing if the tool would not take the entry for a migration.
  std::optional<UpDownFile> (*parse)(const Entry& entry);
  std::string_view of_ignored;     ///< what the tool does to an SQL file that it does not take
  std::string_view of_duplicates;  ///< what the tool makes of a version that comes twice
  std::string_view of_order;       ///< how it orders, for a fault's sentence
  Transactions (*transactions)(const std::filesystem::path& file, std::string_view text,
                               const std::vector<sql::Statement>& statements);
  /// Whether an SQL file that the tool knows and does not take here is for another server; null:
  /// none is.
  bool (*is_for_another_server)(const Entry& entry) = nullptr;
};

/// How many of the folder's SQL files the tool takes.
std::size_t count_up_down_files(const std::filesystem::path& folder, const UpDownFormat& format);

/// Pairs the files by version, as the tools do, whatever their titles say; by title only where a
/// version comes twice. Orders by number, then by title.
ReadResult read_up_down_files(const std::filesystem::path& folder, const UpDownFormat& format,
                              const ReadOptions& options);

}  // namespace pgstair::chain

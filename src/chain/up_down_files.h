// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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
struct UpDownRules {
  std::string_view of_duplicates;  ///< what the tool makes of a version that comes twice
  std::string_view of_order;       ///< how it orders, for a fault's sentence
  Transactions (*transactions)(std::string_view text,
                               const std::vector<sql::Statement>& statements);
};

/// Pairs the files by version, as the tools do, whatever their titles say; by title only where a
/// version comes twice. Orders by number, then by title, and appends revisions and faults.
void read_up_down_files(const std::filesystem::path& folder, std::vector<UpDownFile> files,
                        const UpDownRules& rules, ReadResult& result);

}  // namespace pgstair::chain

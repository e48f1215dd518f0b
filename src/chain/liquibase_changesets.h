// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "chain/read.h"

namespace pgstair::chain {

/// Whether the text begins with `--liquibase formatted sql`, blank lines aside.
bool is_formatted_sql(std::string_view text);

/// A file of Liquibase's.
struct ChangelogFile {
  std::string path;  ///< for messages
  std::string name;  ///< below the chain's folder
  std::string text;
};

/// Adds a revision for each of the file's changesets to `result`, each called FILE::ID::AUTHOR, as
/// Liquibase does. A file without the first line is one changeset.
void read_changesets(const ChangelogFile& file, const ReadOptions& options, ReadResult& result);

}  // namespace pgstair::chain

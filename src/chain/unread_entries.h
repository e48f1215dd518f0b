// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "chain/read.h"

namespace pgstair::chain {

/// The plain files below a folder, in the order of their paths. Links to folders are followed;
/// what cannot be read is left out, and told by report_unread_entries().
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// An `unreadable-file` fault for everything in the chain's folder that may hold a migration and
/// cannot be read: links that lead nowhere, folders that cannot be listed, pipes and devices, and
/// folders where files are meant. Those that a fault or a revision in `result` speaks of already
/// are left out, and names that begin with a dot. `has_folders`: what lies below as well.
void report_unread_entries(const std::filesystem::path& folder, bool has_folders,
                           ReadResult& result);

}  // namespace pgstair::chain

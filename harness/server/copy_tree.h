// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace pgstair::server {

/// Copies a directory of directories and plain files (what a cluster is made of) to `to`, which must
/// not exist. Mode bits are kept; the owner becomes that of `to`'s parent directory.
/// Throws EnvironmentError naming the file and the reason.
void copy_tree(const std::filesystem::path& from, const std::filesystem::path& to);

/// Bytes that the files in a directory take up.
std::uintmax_t size_of_tree(const std::filesystem::path& directory);

}  // namespace pgstair::server

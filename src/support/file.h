// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace pgstair {

/// The whole content of a file, as bytes. Throws UsageError naming the path and the reason.
std::string read_file(const std::filesystem::path& path);

/// Writes `content` beside `path` and renames it over `path`, so that a reader sees the old
/// content or the new, never half. Throws EnvironmentError naming the path and the reason.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace pgstair

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace pgstair {

/// The most that read_file() takes: what a chain, a model or a dump of a schema never has.
constexpr std::uintmax_t most_bytes_of_a_file = std::uintmax_t{256} * 1024 * 1024;

/// The whole content of a plain file, as bytes. Throws UsageError naming the path and the reason:
/// at once for a pipe or a device, which may never end, and for more than most_bytes_of_a_file.
std::string read_file(const std::filesystem::path& path);

/// Writes `content` to `path`, whatever stands there. A plain file of ours is replaced by one of
/// the same mode, so that a reader sees the old content or the new, never half. Everything else is
/// written through and stays what it is: a device, a pipe, a symbolic link, a file with several
/// names or of another owner. Throws EnvironmentError naming the path and the reason.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Writes all of `content` to an open file, or throws EnvironmentError naming `name` and the
/// reason.
void write_all(int descriptor, std::string_view content, const std::string& name);

}  // namespace pgstair

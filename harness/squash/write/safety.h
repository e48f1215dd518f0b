// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

/// What keeps files that a squash takes away.
namespace pgstair::squash {

/// Throws UsageError unless git has each of these files (or folders) as it is, and nothing else in
/// their folders is uncommitted, so that the squash is a change that git can take back.
void require_committed(const std::vector<std::filesystem::path>& files);

/// Copies the files (or what is in the folders) into `archive`, each by its path below `root`. One
/// that is there already, with the same text, was copied by a squash that was cut off. Throws
/// UsageError, with nothing copied, if there is another file, or if the archive is within `root`,
/// where the chain's tool might read it.
void copy_to_archive(const std::vector<std::filesystem::path>& files,
                     const std::filesystem::path& root, const std::filesystem::path& archive);

/// The same question alone. Throws likewise.
void require_free_archive(const std::vector<std::filesystem::path>& files,
                          const std::filesystem::path& root, const std::filesystem::path& archive);

}  // namespace pgstair::squash

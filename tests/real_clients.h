// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "support/process.h"

/// Migration tools themselves, for tests that hold what pgstair says of a tool against what it
/// does. A test that finds none is skipped, with the reason.
namespace pgstair {

/// dbmate: of the path, or what scripts/fetch-dbmate has brought.
inline std::optional<std::filesystem::path> find_dbmate() {
  if (const auto installed = find_program("dbmate")) return *installed;
  const char* caches = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path cache = caches != nullptr ? std::filesystem::path(caches)
                                      : home != nullptr ? std::filesystem::path(home) / ".cache"
                                                        : std::filesystem::path();
  for (const auto& folder : {std::filesystem::path("/var/cache"), cache}) {
    if (std::filesystem::exists(folder / "pgstair/dbmate")) return folder / "pgstair/dbmate";
  }
  return std::nullopt;
}

inline constexpr const char* no_dbmate = "there is no dbmate: scripts/fetch-dbmate";

}  // namespace pgstair

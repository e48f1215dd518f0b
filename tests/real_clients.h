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

/// What one of scripts/fetch-* has brought, below the cache of the system or the user.
inline std::optional<std::filesystem::path> find_fetched(const std::string& name) {
  const char* caches = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path cache = caches != nullptr ? std::filesystem::path(caches)
                                      : home != nullptr ? std::filesystem::path(home) / ".cache"
                                                        : std::filesystem::path();
  for (const auto& folder : {std::filesystem::path("/var/cache"), cache}) {
    if (std::filesystem::exists(folder / "pgstair" / name)) return folder / "pgstair" / name;
  }
  return std::nullopt;
}

/// dbmate: of the path, or what scripts/fetch-dbmate has brought.
inline std::optional<std::filesystem::path> find_dbmate() {
  if (const auto installed = find_program("dbmate")) return *installed;
  return find_fetched("dbmate");
}

/// The folder node_modules with node-pg-migrate and Drizzle.
inline std::optional<std::filesystem::path> find_node_clients() {
  return find_fetched("node-clients/node_modules");
}

inline constexpr const char* no_node_clients =
    "there is no node-pg-migrate: scripts/fetch-node-clients";
inline constexpr const char* no_dbmate = "there is no dbmate: scripts/fetch-dbmate";

}  // namespace pgstair

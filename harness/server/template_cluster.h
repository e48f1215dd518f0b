// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "server/file_lock.h"
#include "server/installation.h"
#include "support/process.h"

namespace pgstair::server {

/// A cluster that initdb made once and that every run copies, since a copy costs a tenth of an
/// initdb. Nothing may change it while this object is there; nobody ever starts it.
struct TemplateCluster {
  std::filesystem::path data;
  std::uintmax_t bytes = 0;
  FileLock in_use;
};

/// The cached cluster for an installation, a locale and our settings; made first if there is none.
/// One that was damaged is made again. A package upgrade (path, size, time or version of initdb)
/// makes a new one and removes the old. Throws EnvironmentError if initdb fails, with what it said,
/// or if the cache cannot be written.
TemplateCluster template_cluster(const Installation& installation, const std::string& locale,
                                 const std::optional<Account>& account);

/// PGSTAIR_CACHE, else /var/cache/pgstair for root, else ${XDG_CACHE_HOME:-~/.cache}/pgstair.
std::filesystem::path cache_directory();

}  // namespace pgstair::server

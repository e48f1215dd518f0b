// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace pgstair::server {

/// The lines of postgresql.conf that make a cluster disposable. Part of the cache's key.
std::string cluster_settings();

}  // namespace pgstair::server

// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "support/process.h"

namespace pgstair::server {

/// Whom a server of ours runs as. Postgres refuses to run as root, so root's servers run as
/// `postgres`, or as another unprivileged user; everybody else's run as themselves (nothing).
/// Throws EnvironmentError if root finds nobody to become.
std::optional<Account> server_account();

}  // namespace pgstair::server

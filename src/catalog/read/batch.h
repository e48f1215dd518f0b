// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "catalog/read/pinned_settings.h"
#include "catalog/snapshot_source.h"
#include "postgres/session.h"

namespace pgstair::catalog {

/// A statement over the catalogs that is asked again and again: prepared at its first execution and
/// planned then as it says.
struct PreparedQuery {
  std::string name;  ///< without the prefix that tells ours from a script's
  std::string sql;
  std::vector<std::string> parameters;
  Planning planning = Planning::any;
};

/// The rows of each, executed in a transaction of their own (or a savepoint) with settings pinned,
/// all in one round trip. Nothing of the session is different afterwards. Throws ChangedWhileRead;
/// and EnvironmentError for a missing privilege or a lock that others hold for too long.
std::vector<postgres::Rows> execute_batch(postgres::Session& session, InTransaction in_transaction,
                                          const std::vector<PreparedQuery>& queries);

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postgres/session.h"
#include "seed/profile/profile.h"

namespace pgstair::seed {

struct ProfileRequest {
  /// schema.table.column: columns whose most common values and bounds are told as well.
  std::vector<std::string> with_values;
  std::uint64_t fewest_rows = 20;  ///< that share a value before it is told
};

/// Reads what ANALYZE has noted of every table of the session's database; no row is looked at.
/// Needs an open transaction, which may be read only, and SELECT on the tables.
///
/// Values are told of those columns only that the request names. Throws UsageError for a column
/// that is not there, and for one whose values may identify somebody: text that no CHECK or enum
/// lists, documents, networks, keys and what refers to them.
Profile read_profile(postgres::Session& session, const ProfileRequest& request);

}  // namespace pgstair::seed

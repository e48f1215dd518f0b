// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "postgres/session.h"

namespace pgstair::walk {

/// How many rows of each table were inserted, updated or deleted so far, as the server counts them:
/// whatever did it, a function or a DO block as well. TRUNCATE is not counted, and neither are the
/// tables of extensions and migration tools.
///
/// Source: pg_stat_get_tuples_inserted() and its like; see docs/design/change-tracking.md.
struct RowStatistics {
  struct Count {
    std::string table;  ///< "public.users"
    std::uint64_t rows = 0;
  };
  /// By OID. Nothing if the server does not tell: before Postgres 15, where `track_counts` is off,
  /// or while other sessions are connected, which report when they have leisure.
  std::optional<std::map<std::string, Count>> counts;
};

RowStatistics read_row_statistics(postgres::Session& session);

/// The tables that were there before and have been written to since, by name; nothing if one of the
/// two is not known.
std::optional<std::vector<std::string>> written_between(const RowStatistics& before,
                                                        const RowStatistics& after);

}  // namespace pgstair::walk

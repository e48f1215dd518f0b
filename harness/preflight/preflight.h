// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "postgres/scratch_databases.h"
#include "report/preflight.h"
#include "verify/options.h"

namespace pgstair::preflight {

struct PreflightOptions {
  std::string url;   ///< the real database, or a replica of it
  std::string from;  ///< the revision it is at; empty: its version table tells
  std::chrono::milliseconds timeout{30'000};  ///< of each query on it
  std::uint64_t most_rows = 100'000;          ///< a count is broken off there
  unsigned keys = 5;                          ///< that are shown of rows that would fail
};

/// Asks a real database whether it has rows that the revisions it has not applied would refuse.
///
/// What to ask is found on `databases`, by rehearsing these revisions with seeded rows. The real
/// database is only read: one transaction, READ ONLY, with a timeout for each query; keys are the
/// only values that come out of it.
report::Preflight run(const verify::Options& options, const PreflightOptions& preflight,
                      postgres::ScratchDatabases& databases);

}  // namespace pgstair::preflight

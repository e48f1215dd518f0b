// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

#include "postgres/scratch_databases.h"
#include "report/explanation.h"
#include "verify/options.h"

/// A failed, or unclear, deployment in words: where a real database stands on a chain, and what to
/// type to go on.
namespace pgstair::explain {

struct ExplainOptions {
  std::string url;                            ///< the real database, or a replica of it
  std::chrono::milliseconds timeout{30'000};  ///< of each query on it
};

/// Reads the real database, which nothing here can write to: its version table and its catalog, no
/// rows of it. What each statement of the chain makes is found out on `databases`.
report::Explanation run(const verify::Options& options, const ExplainOptions& explain,
                        postgres::ScratchDatabases& databases);

}  // namespace pgstair::explain

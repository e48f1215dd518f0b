// SPDX-License-Identifier: MIT
#pragma once

#include "report/progress.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::verify {

/// Reads the chain, starts a disposable Postgres (or uses the given server), walks the chain with
/// every check, and returns all that was learned. What is wrong with the user's chain is in the
/// result; what is wrong with the request or the machine is thrown (UsageError, EnvironmentError).
report::Result verify(const Options& options, report::Progress& progress);

}  // namespace pgstair::verify

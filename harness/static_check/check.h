// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"
#include "static_check/released_files.h"
#include "verify/options.h"

/// Everything about a chain that needs no server: `pgstair check`.
namespace pgstair::static_check {

struct Options {
  verify::Options chain;  ///< which chain, its model, what the team accepts
  ReleaseOptions release;
};

/// Reads the chain's texts, those of its model and of the team's data scripts, and what git says is
/// released. What is wrong with them is in the result; what is wrong with the request is thrown, as
/// by verify::verify().
report::Result check(const Options& options);

}  // namespace pgstair::static_check

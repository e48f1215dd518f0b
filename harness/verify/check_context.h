// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "checks/all_checks.h"
#include "verify/options.h"

/// Which checks a run makes, as far as its options and the chain's format tell.
namespace pgstair::verify {

/// Whether revisions are rehearsed with rows: seeded ones, or the team's own.
bool rehearses(const Options& options);

/// Whether the model is the project's own target_metadata, or has it as a part.
bool uses_metadata(const Options& options, const std::string& format);

/// What the checks are told before anything is read or started.
checks::CheckContext check_context(const Options& options, const std::string& format);

/// The names of the checks of a run, in the order in which they report. (Two more tell of what
/// was not seen, and only report if something was not: `whole_model`, `snapshot_tracking`.)
struct CheckNames {
  std::vector<std::string> of_revisions;
  std::vector<std::string> of_chain;
};

/// Reads nothing and starts nothing.
CheckNames check_names(const Options& options, const std::string& format);

}  // namespace pgstair::verify

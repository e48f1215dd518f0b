// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "named_tests/inputs.h"
#include "named_tests/named_tests.h"
#include "named_tests/results_file.h"
#include "report/result.h"
#include "verify/options.h"

namespace pgstair::named_tests {

/// What a walk says to the tests, and the walk itself if it was made for this.
struct StoredWalk {
  Results results;
  std::optional<report::Result> walk;  ///< nothing: the results of an earlier one stand
};

/// What a walk of these options, which the request came to, says to their tests: the last one's
/// results in `folder` (made if it is not there) if nothing has changed since; else those of a new
/// walk, which are left there. Of several processes that ask at the same time one walks, and the
/// others wait for it.
///
/// Where it cannot be known whether something has changed (see inputs_of()), each call walks, waits
/// for nobody and leaves nothing. Throws as verify::verify(), and EnvironmentError if the folder
/// cannot be used.
StoredWalk walk_unless_unchanged(const verify::Options& options, const Request& request, Each each,
                                 const std::filesystem::path& folder);

/// The same without a folder: it always walks.
StoredWalk walk_anew(const verify::Options& options, Each each);

}  // namespace pgstair::named_tests

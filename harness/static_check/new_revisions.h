// SPDX-License-Identifier: MIT
#pragma once

#include "static_check/released_files.h"
#include "verify/options.h"

namespace pgstair::static_check {

/// The revisions of the chain that a release does not have, or not as they are here: their files,
/// or what they build on, differ. All of them if the release has nothing of the chain.
///
/// Throws UsageError where that cannot be known: no git, no such commit, a shallow clone, a chain
/// whose files another runner has.
verify::NewRevisions find_new_revisions(const verify::Options& chain,
                                        const ReleaseOptions& release);

}  // namespace pgstair::static_check

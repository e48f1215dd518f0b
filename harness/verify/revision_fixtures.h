// SPDX-License-Identifier: MIT
#pragma once

#include "checks/expectations.h"
#include "verify/options.h"
#include "walk/revision_runner.h"

namespace pgstair::verify {

/// The fixtures and queries of `options` by the revisions of the chain that they belong to. Throws
/// UsageError for a fixture or expectation of a revision that there is not, naming the nearest.
walk::RevisionFixtures revision_fixtures_of(const Options& options, const chain::Chain& chain);

/// The expectations by the id of their revision, in the order in which revision_fixtures_of() has
/// the queries.
checks::ExpectationsByRevision expectations_of(const Options& options, const chain::Chain& chain);

}  // namespace pgstair::verify

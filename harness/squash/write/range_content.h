// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "author/squash_revision.h"
#include "postgres/scratch_databases.h"
#include "squash/write/range.h"
#include "verify/options.h"

namespace pgstair::squash {

/// What a range of revisions makes of a database, as statements.
struct RangeContent {
  author::SquashScript script;
  std::vector<std::string> not_written;  ///< in words; what a squash would lack
};

/// Applies the range to a database of its own (twice, if it writes rows, to tell which values
/// differ each time) and writes what is there then and was not before: objects in the order of
/// their dependencies, with the rows of tables before what fires on them.
///
/// Throws UsageError with the place and the server's words if a revision cannot be applied.
RangeContent content_of(postgres::ScratchDatabases& databases, const verify::Options& options,
                        const Range& range, bool with_downgrade);

}  // namespace pgstair::squash

// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/difference.h"
#include "catalog/rename.h"
#include "report/render/render.h"

namespace pgstair::report {

/// One side of a comparison.
struct Side {
  std::string title;           ///< "chain@0042", "postgresql://…"
  std::string server_version;  ///< "15.20"
};

/// What `pgstair diff A B` found.
struct Comparison {
  Side a;
  Side b;
  catalog::Difference changes;                   ///< from A to B
  std::vector<catalog::ProbableRename> renames;  ///< whose pairs are among the changes
  std::size_t of_the_server = 0;  ///< differences left out: the two server versions explain them
  catalog::Snapshot::Unreadable not_compared;  ///< what a role that read one of them may not see
};

/// For people: grouped by what the objects hang on; long texts as unified diffs.
std::string render_comparison(const Comparison& comparison, const ConsoleStyle& style);

/// For machines; docs/commands/diff.md describes it.
std::string render_comparison_json(const Comparison& comparison);

}  // namespace pgstair::report

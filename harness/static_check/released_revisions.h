// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "report/finding.h"
#include "static_check/released_files.h"
#include "static_check/texts.h"

namespace pgstair::static_check {

/// What the chain here and the released one say to each other.
struct ReleasedChains {
  const chain::ReadResult* here = nullptr;
  const TextChain* released = nullptr;
  const TextChain* merged = nullptr;  ///< the released one, with what was changed here
  const ReleasedFiles* files = nullptr;
};

/// Edited, deleted, renamed revisions of the release; revisions that come before released ones;
/// versions and parents that somebody else has taken meanwhile.
///
/// An edit is what gives a new database something else than those have that were upgraded before:
/// comments, blanks and the downgrade are none, for no database has stored them. But where the
/// format's tool compares checksums, every letter of the file is part of what was applied.
std::vector<report::Finding> judge_released(const ReleasedChains& chains);

}  // namespace pgstair::static_check

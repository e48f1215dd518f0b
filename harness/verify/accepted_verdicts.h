// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "report/result.h"

/// Verdicts after findings were accepted: "failed" becomes "passed" where those were all there was.
namespace pgstair::verify {

/// `findings`: what is left of the revision's.
void clear_verdicts(report::RevisionResult& revision, std::span<const report::Finding> findings);
/// By the findings that are left in the result.
void clear_verdicts(report::Result& result);

}  // namespace pgstair::verify

// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "report/result.h"
#include "static_check/texts.h"

namespace pgstair::static_check {

/// What a revision's text says of it, without the others: a downgrade that does nothing, a review
/// that is not finished, rows that are dropped without a word, a long upgrade of rows and schema.
/// Adds the findings, and for each revision the verdicts of "upgrade" and "downgrade".
void judge_revisions(const TextChain& chain, report::Result& result);

}  // namespace pgstair::static_check

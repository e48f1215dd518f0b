// SPDX-License-Identifier: MIT
#pragma once

#include "report/result.h"

namespace pgstair::verify {

/// Words the findings' advice for the format of the result's chain: how its tool is told to run a
/// statement outside a transaction; and for Alembic, that what a revision declares is a comment of
/// Python.
void advise_in_format(report::Result& result);

}  // namespace pgstair::verify

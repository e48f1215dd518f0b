// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "checks/head_tables.h"
#include "report/finding.h"

namespace pgstair::checks {

/// Unique keys of several columns some of which may be NULL: rows that have a NULL there may repeat
/// all the others. Not told where somebody has thought of it: NULLS NOT DISTINCT, a condition or a
/// CHECK that asks for NULL, a unique index of its own for the rows with NULL, a flag that is true
/// or NULL, a smaller unique key of columns that are never NULL; and not where all of the columns
/// may be NULL, as then the key as a whole is optional.
std::vector<report::Finding> unique_over_null(const HeadTables& tables,
                                              const walk::ChainRecord& record);

}  // namespace pgstair::checks

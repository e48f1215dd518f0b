// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "checks/head_tables.h"
#include "report/finding.h"

namespace pgstair::checks {

/// Tables without row security that should have it, as far as their like tell:
///
/// - they have a column by which the policies of two other tables at least tell rows apart, and
/// most
///   tables that have it have row security;
/// - or they were made after a table with policies (LIKE, AS, INHERITS), and have the columns that
///   those ask for.
///
/// Partitions are left out: who reads their parent meets the parent's policies.
std::vector<report::Finding> missing_row_security(const HeadTables& tables,
                                                  const walk::ChainRecord& record);

}  // namespace pgstair::checks

// SPDX-License-Identifier: MIT
#pragma once

#include <set>

#include "catalog/difference.h"

namespace pgstair::verify {

/// `left_out` (tables and columns that an Alembic project keeps off autogenerate) with those added
/// objects of `difference` that are there for them alone: their sequences, the enums and
/// domains that no other column of `head` has, indexes and constraints over no other column.
std::set<catalog::Identity> with_what_belongs(std::set<catalog::Identity> left_out,
                                              const catalog::Difference& difference,
                                              const catalog::Snapshot& head);

}  // namespace pgstair::verify

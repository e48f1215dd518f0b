// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "catalog/difference.h"

namespace pgstair::catalog {

/// Removes from `difference` what is there only because its sides were read on different major
/// versions ("15.20", "18.1"), and returns how many changes that were. What is known:
///
/// - From 18 on a NOT NULL is a constraint with a name; before, the column's attribute says it all.
/// - From 17 on there is the privilege MAINTAIN, which ALL includes.
/// - From 15 on `public` belongs to pg_database_owner, and not everybody may create in it.
/// - Each major version ships its own version of the extensions in contrib.
std::size_t remove_server_differences(Difference& difference, std::string_view version_before,
                                      std::string_view version_after);

}  // namespace pgstair::catalog

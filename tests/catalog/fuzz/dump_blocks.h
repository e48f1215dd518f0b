// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace pgstair::catalog::fuzz {

/// The text of `pg_dump --schema-only` as its blocks, one for each object, sorted, without what
/// differs between databases that are the same. Two databases are equal for the oracle if this is.
std::string canonical_dump(const std::string& script);

}  // namespace pgstair::catalog::fuzz

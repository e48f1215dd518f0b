// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "seed/schema/schema.h"

namespace pgstair::seed {

/// A table as a statement calls it.
struct AliasedTable {
  const Table& table;
  std::string alias;  ///< as it is written there
};

/// The SQL condition that a row of the child refers to a row of the parent by the key.
std::string refers_to(const AliasedTable& child, const AliasedTable& parent, const ForeignKey& key);

}  // namespace pgstair::seed

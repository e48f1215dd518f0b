// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "chain/revision.h"
#include "sql/script.h"

namespace pgstair::walk {

/// A revision from its SQL; `transactional` is how its tool would run it.
inline chain::Revision revision(const std::string& id, const std::vector<std::string>& parents,
                                const std::string& up, const std::string& down,
                                bool transactional = true) {
  const auto mode = transactional ? chain::Transactions::one : chain::Transactions::none;
  chain::Revision result;
  result.id = id;
  result.file = id + ".sql";
  result.parents = parents;
  result.up = chain::SqlScript{result.file, sql::split_statements(up, {result.file, 1, 1}), mode};
  result.down =
      chain::SqlScript{result.file, sql::split_statements(down, {result.file, 100, 1}), mode};
  result.down_location = Location{result.file, 100, 1};
  return result;
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "squash/chain_difference.h"

#include "catalog/filter.h"
#include "walk/version_tables.h"

namespace pgstair::squash {

catalog::Difference difference_of_chains(const catalog::Snapshot& one,
                                         const catalog::Snapshot& other) {
  auto difference = catalog::diff(one, other);
  catalog::apply({}, difference);
  std::erase_if(difference, [](const catalog::Change& change) {
    return walk::is_version_table(change.identity);
  });
  return difference;
}

}  // namespace pgstair::squash

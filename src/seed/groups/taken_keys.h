// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "seed/conditions/evaluation.h"
#include "seed/plan/table_plan.h"

namespace pgstair::seed {

/// What the rows so far have in the unique keys of a group.
class TakenKeys {
 public:
  explicit TakenKeys(const Group& group);

  /// Whether no row so far has the same values in a key; if so, they are taken from now on. After
  /// many attempts, keys that need not differ in all rows are left alone.
  bool take_if_new(const CellRow& cells, std::uint64_t attempt);

 private:
  struct Key {
    std::vector<std::size_t> places;  ///< of its columns among the group's
    bool nulls_not_distinct = false;
    bool only_sometimes = false;
    std::unordered_set<std::uint64_t> taken;  ///< hashes of its values
  };
  std::vector<Key> keys_;
};

}  // namespace pgstair::seed

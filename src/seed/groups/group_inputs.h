// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "seed/conditions/evaluation.h"
#include "seed/keys/key_rows.h"
#include "seed/plan/run_settings.h"
#include "seed/plan/table_plan.h"

namespace pgstair::seed {

/// Values that were decided before the table is loaded, by column.
using DecidedValues = std::map<int, std::vector<Cell>>;

/// What the rows of one group of columns are made from.
struct GroupInputs {
  const TablePlan& plan;
  const Group& group;  ///< of the plan
  const ValueMaker& maker;
  RunSettings settings;
  /// For each foreign key of the group: the keys that it may refer to.
  std::map<const ForeignKey*, std::shared_ptr<const KeyRows>> parents = {};
  std::shared_ptr<const DecidedValues> decided = std::make_shared<DecidedValues>();
  std::uint64_t first_row = 0;

  /// Tells apart what is drawn for columns and foreign keys, by their names.
  std::uint64_t name_hash(const std::string& name) const {
    return hash_text(plan.table().display_name() + "." + name);
  }

  /// What is drawn for one attempt at a row.
  static Draw draw(std::uint64_t seed, std::uint64_t name_hash, std::uint64_t row,
                   std::uint64_t attempt) {
    return {seed, name_hash, row * 1024 + attempt};
  }
};

}  // namespace pgstair::seed

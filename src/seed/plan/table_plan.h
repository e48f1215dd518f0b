// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "seed/plan/order.h"
#include "seed/values/value_maker.h"

namespace pgstair::seed {

/// Columns whose values must be chosen together, and why.
struct Group {
  struct GroupCondition {
    Condition condition;
    std::vector<int> columns;  ///< of this group, that it depends on
  };
  /// Columns whose values together differ from row to row.
  struct GroupKey {
    std::vector<int> columns;
    bool nulls_not_distinct = false;
    bool only_sometimes = false;  ///< of a partial index, or of expressions: better, not necessary
  };

  std::vector<int> columns;
  std::vector<const ForeignKey*> foreign_keys;
  std::vector<GroupCondition> conditions;
  std::vector<GroupKey> keys;

  /// Where a column is among `columns`.
  std::size_t place_of(int column) const;
};

/// How rows of a table are made: which columns are given, which of them differ in every row, and
/// which depend on each other.
struct TablePlan {
  LoadStep step;
  std::vector<int> written;     ///< the columns that a row gives; the others have their defaults
  std::set<int> distinct;       ///< differ from row to row by themselves
  std::set<int> null_at_first;  ///< belong to a foreign key that is set later
  std::set<int> decided;        ///< values are decided beforehand, for a predicted key
  std::vector<Group> groups;

  const Table& table() const { return *step.table; }
};

/// `decided`: columns of the table that predicted foreign keys, its own or others', refer to.
TablePlan plan_table(const LoadStep& step, const ValueMaker& maker, std::uint64_t rows,
                     const std::set<int>& decided);

}  // namespace pgstair::seed

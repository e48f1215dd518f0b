// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "seed/groups/group_rows.h"

namespace pgstair::seed {

/// The rows of one table, all columns together.
class RowSource {
 public:
  RowSource(const Table& table, std::vector<GroupRows> groups);

  /// The columns that a row gives, in the order of its cells; and their names, quoted.
  const std::vector<const Column*>& columns() const { return columns_; }
  std::vector<std::string> column_names() const;

  /// Fills `row`; false if there are no more, for which why_exhausted() has the reason.
  bool next(CellRow& row);
  const std::string& why_exhausted() const { return why_exhausted_; }

 private:
  std::vector<GroupRows> groups_;
  std::vector<const Column*> columns_;
  std::string why_exhausted_;
};

}  // namespace pgstair::seed

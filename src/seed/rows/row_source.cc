// SPDX-License-Identifier: MIT
#include "seed/rows/row_source.h"

#include <utility>

#include "sql/script.h"

namespace pgstair::seed {

RowSource::RowSource(const Table& table, std::vector<GroupRows> groups)
    : groups_(std::move(groups)) {
  for (const auto& group : groups_) {
    for (const int number : group.columns()) columns_.push_back(table.column(number));
  }
}

bool RowSource::next(CellRow& row) {
  std::size_t place = 0;
  for (auto& group : groups_) {
    if (!group.next(row.data() + place)) {
      why_exhausted_ = group.why_exhausted();
      return false;
    }
    place += group.columns().size();
  }
  return true;
}

std::vector<std::string> RowSource::column_names() const {
  std::vector<std::string> names;
  for (const Column* column : columns_) names.push_back(sql::quote_identifier(column->name));
  return names;
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "rows/seeding.h"

#include "walk/version_tables.h"

namespace pgstair::rows {

bool is_version_table(const seed::Table& table) {
  const bool alembics = table.columns.size() == 1 && table.columns.front().name == "version_num";
  return alembics || walk::is_version_table({"table", table.schema, "", table.name});
}

seed::Options filling(seed::RunSettings settings, std::shared_ptr<seed::Memory> memory) {
  seed::Options options;
  options.settings = settings;
  options.memory = std::move(memory);
  options.leave_alone = walk::why_left_alone;
  return options;
}

}  // namespace pgstair::rows

// SPDX-License-Identifier: MIT
#include "rows/reread_values.h"

#include <algorithm>
#include <string>

namespace pgstair::rows {

namespace {

std::vector<TableValues> read(Sandbox& sandbox, seed::SchemaSource& schemas,
                              const std::vector<std::string>& names) {
  std::vector<TableValues> values;
  sandbox.with_session([&](auto& session) {
    values = read_values(session, schemas.read_columns_of(session, names));
  });
  return values;
}

}  // namespace

std::vector<TableValues> read_again(Sandbox& sandbox, seed::SchemaSource& schemas,
                                    const std::vector<TableValues>& earlier,
                                    const seed::Schema& schema) {
  std::vector<std::string> names;
  for (const auto& table : schema.tables) {
    if (values_of(earlier, table.display_name()) != nullptr) names.push_back(table.sql_name());
  }
  return read(sandbox, schemas, names);
}

std::vector<TableValues> read_with_later_names(Sandbox& sandbox, seed::SchemaSource& schemas,
                                               const seed::Schema& before,
                                               const seed::Schema& after) {
  std::vector<std::string> names;
  for (const auto& table : before.tables) names.push_back(table.sql_name());
  auto values = read(sandbox, schemas, names);
  for (auto& table : values) {
    const auto was = std::ranges::find(before.tables, table.table, &seed::Table::display_name);
    if (was != before.tables.end()) table.table = after.table(was->oid)->display_name();
  }
  return values;
}

}  // namespace pgstair::rows

// SPDX-License-Identifier: MIT
#include "rows/seeding.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "walk/version_tables.h"

namespace pgstair::rows {

bool is_version_table(const seed::Table& table) {
  const bool alembics = table.columns.size() == 1 && table.columns.front().name == "version_num";
  return alembics || walk::is_version_table({"table", table.schema, "", table.name});
}

seed::Options filling(seed::RunSettings settings, std::shared_ptr<seed::FillCache> cache) {
  seed::Options options;
  options.settings = settings;
  options.cache = std::move(cache);
  options.leave_alone = walk::why_left_alone;
  return options;
}

seed::Options filling_before(seed::RunSettings settings, const Tables& concerned,
                             const seed::Schema& schema, std::shared_ptr<seed::FillCache> cache) {
  constexpr std::uint64_t enough_to_refer_to = 10;
  settings.thorough = false;
  auto options = filling(settings, std::move(cache));
  const Tables full = in_need_of_rows(concerned, schema, schema);
  for (const auto& table : schema.tables) {
    if (full.contains(table.oid)) continue;
    options.rows_of[table.oid] =
        std::min(settings.rows, std::max(settings.rows / 5, enough_to_refer_to));
  }
  return options;
}

seed::Options filling_later(seed::RunSettings settings, const Tables& tables,
                            const seed::Schema& seeded, const seed::Schema& schema,
                            std::shared_ptr<seed::FillCache> cache) {
  settings.thorough = false;
  auto options = filling(settings, std::move(cache));
  const Tables filled = in_need_of_rows(tables, seeded, schema);
  std::set<std::pair<std::string, std::string>> names;
  for (const auto& table : schema.tables) {
    if (filled.contains(table.oid)) names.emplace(table.schema, table.name);
  }
  options.leave_alone = [names, known = options.leave_alone](const std::string& name_of_schema,
                                                             const std::string& name) {
    return names.contains({name_of_schema, name}) ? known(name_of_schema, name)
                                                  : "its rows are enough to refer to";
  };
  return options;
}

void note_what_is_not_seeded(const seed::Report& report, const seed::Schema& rehearsed,
                             walk::RowsRecord& record) {
  for (const auto& table : report.tables) {
    const bool is_rehearsed = std::ranges::any_of(rehearsed.tables, [&](const seed::Table& each) {
      return each.display_name() == table.table;
    });
    if (!is_rehearsed) continue;
    if (!table.partition) record.rows += table.rows;
    if (table.state == seed::TableResult::State::not_filled && table.rows == 0)
      record.not_seeded.push_back(table.table + ": " + table.reason);
  }
}

}  // namespace pgstair::rows

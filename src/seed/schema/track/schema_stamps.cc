// SPDX-License-Identifier: MIT
#include "seed/schema/track/schema_stamps.h"

#include <algorithm>

namespace pgstair::seed {

SchemaStamps read_stamps(Questions& questions) {
  SchemaStamps stamps;
  const auto rows = questions.ask("stamps", {}, About::all_tables);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto relation = static_cast<Oid>(std::stoul(rows.text(row, 0)));
    const std::string kind = rows.text(row, 1);
    std::string stamp = rows.text(row, 2);
    if (kind.empty()) {
      stamps.rest = std::move(stamp);
    } else {
      (kind == "t" ? stamps.tables : stamps.used).emplace(relation, std::move(stamp));
    }
  }
  return stamps;
}

bool may_show_anywhere(const SchemaStamps& before, const SchemaStamps& now) {
  return now.rest != before.rest || std::ranges::any_of(now.used, [&](const auto& used) {
           const auto known = before.used.find(used.first);
           return known != before.used.end() && known->second != used.second;
         });
}

std::vector<Oid> changed_tables(const SchemaStamps& before, const SchemaStamps& now) {
  std::vector<Oid> changed;
  for (const auto& [table, stamp] : now.tables) {
    const auto known = before.tables.find(table);
    if (known == before.tables.end() || known->second != stamp) changed.push_back(table);
  }
  return changed;
}

}  // namespace pgstair::seed

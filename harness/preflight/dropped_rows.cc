// SPDX-License-Identifier: MIT
#include "preflight/dropped_rows.h"

#include "support/text.h"

namespace pgstair::preflight {

namespace {

using Weight = report::PreflightFact::Weight;

/// Something that is dropped, and what is asked of it.
struct Dropped {
  std::string what;  ///< "table public.users"
  std::string rows;  ///< "SELECT … FROM …", the rows that go with it
  std::string has;   ///< "which has", "which has a value in"
};

std::vector<Dropped> dropped(const TableNames& recorded, const TableNames& before,
                             const TableNames& after) {
  std::vector<Dropped> result;
  for (const auto& [oid, table] : recorded.tables) {
    const auto was = before.tables.find(oid);
    if (was == before.tables.end()) continue;  // dropped by a revision before this one
    const auto is = after.tables.find(oid);
    if (is == after.tables.end()) {
      result.push_back({"table " + table.name, "SELECT FROM " + table.name, "has"});
      continue;
    }
    for (const auto& [number, column] : table.columns) {
      if (!was->second.columns.contains(number) || is->second.columns.contains(number)) continue;
      result.push_back({"column " + table.name + "." + column,
                        "SELECT FROM " + table.name + " WHERE " + column + " IS NOT NULL",
                        "has a value in"});
    }
  }
  return result;
}

}  // namespace

TableNames read_table_names(postgres::Session& session) {
  const auto rows = session.execute(R"(
SELECT c.oid::bigint, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
       a.attnum, pg_catalog.quote_ident(a.attname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_attribute a
    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
 WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname <> 'information_schema'
   AND n.nspname !~ '^pg_')");
  TableNames names;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    auto& table = names.tables[static_cast<std::uint32_t>(std::stoul(rows.text(row, 0)))];
    table.name = rows.text(row, 1);
    if (rows.at(row, 2)) table.columns[std::stoi(rows.text(row, 2))] = rows.text(row, 3);
  }
  return names;
}

std::vector<report::PreflightFact> dropped_rows(RealDatabase& real, std::uint64_t most_rows,
                                                const std::string& revision,
                                                const TableNames& recorded,
                                                const TableNames& before, const TableNames& after) {
  std::vector<report::PreflightFact> facts;
  for (const auto& each : dropped(recorded, before, after)) {
    const auto count = real.ask("SELECT count(*) FROM (" + each.rows + " LIMIT " +
                                std::to_string(most_rows) + ") AS q");
    if (!count.not_answered.empty()) {
      facts.push_back({.weight = Weight::told,
                       .kind = "dropped-rows",
                       .revision = revision,
                       .object = each.what,
                       .sentence = "drops the " + each.what +
                                   "; how many rows go with it could "
                                   "not be told: " +
                                   count.not_answered});
      continue;
    }
    const std::uint64_t rows = std::stoull(count.rows.text(0, 0));
    if (rows == 0) continue;
    facts.push_back({.weight = Weight::told,
                     .kind = "dropped-rows",
                     .revision = revision,
                     .object = each.what,
                     .sentence = "drops the " + each.what + ", which " + each.has + " " +
                                 (rows == most_rows ? "at least " : "") + counted(rows, "row")});
  }
  return facts;
}

}  // namespace pgstair::preflight

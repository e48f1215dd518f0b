// SPDX-License-Identifier: MIT
#include "rows/values.h"

#include <algorithm>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::rows {

namespace {

using seed::Table;
using walk::ValueChange;

/// Whatever a script has set, the same value has the same text.
constexpr const char* pinned_settings =
    "SAVEPOINT pgstair_values; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; "
    "SET LOCAL intervalstyle = postgres; SET LOCAL bytea_output = hex; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL search_path = pg_catalog; ";

const seed::UniqueKey* primary_key(const Table& table) {
  const auto found =
      std::ranges::find_if(table.keys, [](const seed::UniqueKey& key) { return key.primary; });
  return found == table.keys.end() ? nullptr : &*found;
}

bool is_time(const seed::Schema& schema, const seed::Column& column) {
  const std::string& name = schema.type(schema.base_of(column.type).type).name;
  return name == "timestamptz" || name == "timestamp" || name == "date";
}

/// `before`: what goes to the server with the question.
TableValues read_table(postgres::Session& session, const seed::Schema& schema, const Table& table,
                       const std::string& before) {
  TableValues values;
  values.table = table.display_name();
  const seed::UniqueKey* key = primary_key(table);
  values.keyed = key != nullptr;
  std::vector<std::string> key_parts;
  std::vector<std::string> cells;
  for (const auto& column : table.columns) {
    if (column.generated) continue;
    const std::string name = sql::quote_identifier(column.name);
    if (key != nullptr && std::ranges::count(key->columns, column.number) != 0) {
      key_parts.push_back(name + "::text");
      continue;
    }
    values.columns.push_back(column.name);
    if (is_time(schema, column)) values.times.insert(column.name);
    cells.push_back(name + "::text");
  }
  const std::string key_sql =
      key_parts.empty() ? "''" : "concat_ws(', ', " + join(key_parts, ", ") + ")";
  cells.insert(cells.begin(), key_sql);
  const auto rows =
      session.execute(before + "SELECT " + join(cells, ", ") + " FROM " + table.sql_name());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto first = rows.values.begin() + static_cast<std::ptrdiff_t>(row * rows.columns);
    values.rows.emplace(rows.text(row, 0),
                        std::vector<std::optional<std::string>>(
                            first + 1, first + static_cast<std::ptrdiff_t>(rows.columns)));
  }
  return values;
}

std::string shown(const std::optional<std::string>& value) {
  constexpr std::size_t most = 60;
  if (!value) return "NULL";
  if (value->size() <= most) return sql::quote_literal(*value);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>((*value)[end]) & 0xc0U) == 0x80U) --end;
  return sql::quote_literal(value->substr(0, end)) + "…";
}

/// One column of a comparison as it goes on.
struct Tally {
  std::uint64_t changed = 0;
  bool only_times_of_today = true;
  bool only_nulls = true;
  std::string example;

  void add(const std::string& key, const std::optional<std::string>& was,
           const std::optional<std::string>& is, const std::string& day) {
    ++changed;
    if (!is || !is->starts_with(day)) only_times_of_today = false;
    if (was) only_nulls = false;
    if (!example.empty()) return;
    const std::string change = shown(was) + " → " + shown(is);
    example = key.empty() ? change : "row " + key + ": " + change;
  }
};

std::optional<std::size_t> place_of(const std::vector<std::string>& columns,
                                    const std::string& name) {
  const auto found = std::ranges::find(columns, name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

ValueChange change_of(const TableValues& before, const std::string& column, const Tally& tally,
                      std::uint64_t compared) {
  const bool touched = before.times.contains(column) && tally.only_times_of_today;
  using Kind = ValueChange::Kind;
  return {touched            ? Kind::touched
          : tally.only_nulls ? Kind::filled
                             : Kind::changed,
          before.table,
          column,
          tally.changed,
          compared,
          tally.example};
}

std::vector<ValueChange> compare_by_key(const TableValues& before, const TableValues& after,
                                        const std::string& day) {
  std::vector<Tally> tallies(before.columns.size());
  std::vector<std::optional<std::size_t>> places;
  for (const auto& name : before.columns) places.push_back(place_of(after.columns, name));
  Tally gone;
  std::uint64_t compared = 0;
  for (const auto& [key, cells] : before.rows) {
    const auto found = after.rows.find(key);
    if (found == after.rows.end()) {
      ++gone.changed;
      if (gone.example.empty()) gone.example = "row " + key;
      continue;
    }
    ++compared;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (places[i] && cells[i] != found->second[*places[i]])
        tallies[i].add(key, cells[i], found->second[*places[i]], day);
    }
  }
  std::vector<ValueChange> changes;
  if (gone.changed != 0) {
    changes.push_back({ValueChange::Kind::rows_gone, before.table, "", gone.changed,
                       before.rows.size(), gone.example});
  }
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].changed != 0)
      changes.push_back(change_of(before, before.columns[i], tallies[i], compared));
  }
  return changes;
}

std::vector<ValueChange> compare_as_a_whole(const TableValues& before, const TableValues& after,
                                            const std::string& day) {
  std::vector<ValueChange> changes;
  if (after.rows.size() < before.rows.size()) {
    changes.push_back({ValueChange::Kind::rows_gone, before.table, "",
                       before.rows.size() - after.rows.size(), before.rows.size(), ""});
    return changes;  // which values they took with them says nothing more
  }
  for (std::size_t i = 0; i < before.columns.size(); ++i) {
    const auto place = place_of(after.columns, before.columns[i]);
    if (!place) continue;
    std::multiset<std::optional<std::string>> now;
    for (const auto& [key, cells] : after.rows) now.insert(cells[*place]);
    Tally tally;
    std::vector<std::optional<std::string>> lost;
    for (const auto& [key, cells] : before.rows) {
      const auto found = now.find(cells[i]);
      if (found == now.end()) {
        lost.push_back(cells[i]);
      } else {
        now.erase(found);
      }
    }
    auto instead = now.begin();
    for (const auto& value : lost) tally.add("", value, *instead++, day);
    if (tally.changed != 0)
      changes.push_back(change_of(before, before.columns[i], tally, before.rows.size()));
  }
  return changes;
}

}  // namespace

std::vector<TableValues> read_values(postgres::Session& session, const seed::Schema& schema) {
  std::vector<TableValues> all;
  for (const auto& table : schema.tables) {
    if (!table.foreign && table.partition_root == 0)
      all.push_back(read_table(session, schema, table, all.empty() ? pinned_settings : ""));
  }
  if (all.empty()) return all;
  session.execute("ROLLBACK TO SAVEPOINT pgstair_values; RELEASE SAVEPOINT pgstair_values");
  return all;
}

std::vector<ValueChange> compare_values(const TableValues& before, const TableValues& after,
                                        bool by_key, const std::string& day) {
  return by_key && before.keyed && after.keyed ? compare_by_key(before, after, day)
                                               : compare_as_a_whole(before, after, day);
}

const TableValues* values_of(const std::vector<TableValues>& all, const std::string& table) {
  const auto found = std::ranges::find(all, table, &TableValues::table);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace pgstair::rows

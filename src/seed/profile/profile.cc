// SPDX-License-Identifier: MIT
#include "seed/profile/profile.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "support/errors.h"
#include "support/file.h"
#include "support/json_depth.h"

namespace pgstair::seed {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int format_version = 1;
/// Above this share of the rows, the number of different values is taken to grow with them, as the
/// planner does.
constexpr double grows_with_rows = 0.1;

template <typename Items>
auto find_named(const Items& items, std::string_view name, auto member) {
  const auto found = std::ranges::find(items, name, member);
  return found == items.end() ? nullptr : &*found;
}

ordered_json to_json(const ColumnProfile& column) {
  ordered_json entry{{"column", column.name}, {"null_fraction", column.null_fraction}};
  if (column.distinct > 0) entry["distinct"] = column.distinct;
  if (column.width > 0) entry["width"] = column.width;
  if (!column.frequencies.empty()) entry["frequencies"] = column.frequencies;
  if (!column.values.empty()) entry["values"] = column.values;
  if (!column.bounds.empty()) entry["bounds"] = column.bounds;
  return entry;
}

bool is_fraction(double value) { return value >= 0 && value <= 1; }

/// Throws if a number is none that a table can have.
void check_numbers(const ColumnProfile& column) {
  constexpr double most_rows = 1e15;
  if (is_fraction(column.null_fraction) && column.distinct >= 0 && column.distinct <= most_rows &&
      std::ranges::all_of(column.frequencies, is_fraction))
    return;
  throw std::invalid_argument("column " + column.name + " has a number that no column has");
}

ColumnProfile column_from(const json& entry) {
  ColumnProfile column;
  column.name = entry.at("column");
  column.null_fraction = entry.value("null_fraction", 0.0);
  column.distinct = entry.value("distinct", 0.0);
  column.width = entry.value("width", 0);
  column.frequencies = entry.value("frequencies", std::vector<double>{});
  column.values = entry.value("values", std::vector<std::string>{});
  column.bounds = entry.value("bounds", std::vector<std::string>{});
  if (!column.values.empty() && column.values.size() != column.frequencies.size()) {
    throw std::invalid_argument("column " + column.name +
                                " has not as many values as it has frequencies");
  }
  check_numbers(column);
  return column;
}

}  // namespace

bool ColumnProfile::is_null(Draw& draw) const {
  constexpr std::uint64_t steps = 1'000'000;
  return draw.below(steps) < static_cast<std::uint64_t>(null_fraction * steps);
}

std::uint64_t ColumnProfile::rank(Draw& draw, std::uint64_t limit) const {
  constexpr std::uint64_t steps = 1'000'000;
  double share = static_cast<double>(draw.below(steps)) / steps * (1 - null_fraction);
  const std::uint64_t known = std::min<std::uint64_t>(frequencies.size(), limit);
  for (std::uint64_t rank = 0; rank < known; ++rank) {
    share -= frequencies[rank];
    if (share < 0) return rank;
  }
  const auto all = static_cast<std::uint64_t>(std::max(distinct, 1.0));
  const std::uint64_t end = std::min(limit, std::max<std::uint64_t>(all, 1));
  return end <= known ? draw.below(end) : known + draw.below(end - known);
}

const ColumnProfile* TableProfile::column(std::string_view name) const {
  return find_named(columns, name, &ColumnProfile::name);
}

const TableProfile* Profile::table(std::string_view name) const {
  return find_named(tables, name, &TableProfile::table);
}

Profile Profile::scaled(std::uint64_t largest) const {
  std::uint64_t most = 0;
  for (const auto& table : tables) most = std::max(most, table.rows.value_or(0));
  if (most == 0) return *this;
  const double factor = static_cast<double>(largest) / static_cast<double>(most);
  Profile result = *this;
  for (auto& table : result.tables) {
    if (!table.rows || *table.rows == 0) continue;
    const auto before = static_cast<double>(*table.rows);
    table.rows =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(before * factor)));
    for (auto& column : table.columns) {
      if (column.distinct > grows_with_rows * before) column.distinct *= factor;
    }
  }
  return result;
}

std::string to_text(const Profile& profile) {
  std::string text =
      "{\n  \"profile_version\": " + std::to_string(format_version) + ",\n  \"tables\": [";
  for (std::size_t i = 0; i < profile.tables.size(); ++i) {
    const auto& table = profile.tables[i];
    text +=
        std::string(i == 0 ? "" : ",") + "\n    {\"table\": " + ordered_json(table.table).dump() +
        ", \"rows\": " + (table.rows ? std::to_string(*table.rows) : "null") + ", \"columns\": [";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      text += std::string(c == 0 ? "" : ",") + "\n      " + to_json(table.columns[c]).dump();
    }
    text += table.columns.empty() ? "]}" : "\n    ]}";
  }
  return text + "\n  ]\n}\n";
}

Profile read_profile_file(const std::string& path) {
  const std::string text = read_file(path);
  Profile profile;
  try {
    if (is_nested_too_deep(text)) throw std::invalid_argument("it is nested too deep");
    const json root = json::parse(text);
    if (root.at("profile_version") != format_version) {
      throw UsageError("profile version " + root.at("profile_version").dump() +
                           " is not one that this pgstair reads (" +
                           std::to_string(format_version) + ")",
                       {path, 0, 0});
    }
    for (const auto& entry : root.at("tables")) {
      TableProfile& table = profile.tables.emplace_back();
      table.table = entry.at("table");
      if (!entry.at("rows").is_null()) table.rows = entry.at("rows").get<std::uint64_t>();
      for (const auto& column : entry.at("columns")) table.columns.push_back(column_from(column));
    }
  } catch (const UsageError&) {
    throw;
  } catch (const std::exception& error) {
    throw UsageError(
        "this is not a profile that pgstair profile has written: " + std::string(error.what()),
        {path, 0, 0});
  }
  return profile;
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "seed/profile/profile_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "seed/conditions/literals.h"
#include "seed/schema/embedded_queries.h"
#include "seed/schema/whole_schema_source.h"
#include "support/errors.h"

namespace pgstair::seed {

namespace {

using nlohmann::json;

/// What may be told of a column whose values are asked for.
struct Permission {
  bool rounded_bounds = false;
  bool by_month = false;
  std::set<std::string> listed;  ///< not empty: only these values
};

double number_or_zero(const std::string& text) { return text.empty() ? 0 : std::stod(text); }

std::vector<std::string> texts(const std::string& list) {
  return list.empty() ? std::vector<std::string>{}
                      : json::parse(list).get<std::vector<std::string>>();
}

/// Two digits count; what comes after them might be somebody's.
std::string rounded(const std::string& number) {
  const double value = std::stod(number);
  if (value == 0 || !std::isfinite(value)) return "0";
  const double scale = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - 1);
  const double result = std::round(value / scale) * scale;
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, result, std::chars_format::fixed,
                                 scale < 1 ? static_cast<int>(-std::floor(std::log10(scale))) : 0);
  return {text, end.ptr};
}

/// 2024-05-17 10:11:12+00 → 2024-05-01
std::string month_of(const std::string& time) {
  return time.size() < 7 ? time : time.substr(0, 7) + "-01";
}

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
  throw UsageError("the values of " + name + " are not put into a profile: " + reason);
}

bool in_a_key(const Table& table, int number) {
  const auto has = [&](const std::vector<int>& columns) {
    return std::ranges::count(columns, number) != 0;
  };
  return std::ranges::any_of(table.keys, [&](const auto& key) { return has(key.columns); }) ||
         std::ranges::any_of(table.foreign_keys, [&](const auto& key) { return has(key.columns); });
}

Permission permission_for(const Schema& schema, const Table& table, const Column& column,
                          const std::string& name) {
  if (in_a_key(table, column.number)) refuse(name, "it is part of a key, so they identify rows");
  const Type& type = schema.type(schema.base_of(column.type).type);
  static const std::set<std::string> numbers{"int2", "int4", "int8", "numeric", "float4", "float8"};
  static const std::set<std::string> times{"date", "timestamp", "timestamptz"};
  Permission permission;
  if (type.kind == TypeKind::enumeration || type.name == "bool") return permission;
  permission.rounded_bounds = numbers.contains(type.name);
  permission.by_month = times.contains(type.name);
  if (permission.rounded_bounds || permission.by_month) return permission;
  static const std::set<std::string> characters{"text", "varchar", "bpchar", "citext"};
  if (!characters.contains(type.name)) refuse(name, type.sql + " may hold anything");
  for (const auto& check : table.checks) {
    if (check.columns != std::vector<int>{column.number}) continue;
    const auto listed = literals_of(check.condition.expression);
    if (listed.patterns.empty()) permission.listed.insert(listed.texts.begin(), listed.texts.end());
  }
  if (permission.listed.empty()) refuse(name, "it is free text, and no CHECK lists what it may be");
  return permission;
}

std::map<std::string, Permission> permissions(postgres::Session& session,
                                              const ProfileRequest& request) {
  std::map<std::string, Permission> result;
  if (request.with_values.empty()) return result;
  const Schema schema = read_schema(session);
  for (const auto& name : request.with_values) {
    const auto dot = name.rfind('.');
    const std::string table_name = dot == std::string::npos ? "" : name.substr(0, dot);
    const auto table = std::ranges::find_if(
        schema.tables, [&](const Table& each) { return each.display_name() == table_name; });
    if (table == schema.tables.end()) {
      throw UsageError("there is no table for the column " + name +
                       "; write it as schema.table.column");
    }
    const auto column = std::ranges::find(table->columns, name.substr(dot + 1), &Column::name);
    if (column == table->columns.end()) throw UsageError("there is no column " + name);
    result.emplace(name, permission_for(schema, *table, *column, name));
  }
  return result;
}

void add_values(ColumnProfile& column, const Permission& permission, double rows,
                double fewest_rows, const std::vector<std::string>& common,
                const std::vector<std::string>& bounds) {
  std::vector<double> frequencies;
  for (std::size_t i = 0; i < std::min(common.size(), column.frequencies.size()); ++i) {
    const bool listed = permission.listed.empty() || permission.listed.contains(common[i]);
    if (!listed || column.frequencies[i] * rows < fewest_rows) continue;
    column.values.push_back(permission.by_month ? month_of(common[i]) : common[i]);
    frequencies.push_back(column.frequencies[i]);
  }
  if (!column.values.empty()) column.frequencies = std::move(frequencies);
  if (!permission.rounded_bounds && !permission.by_month) return;
  // The first and the last are the extremes: each is one row's.
  for (std::size_t i = 1; i + 1 < bounds.size(); ++i) {
    const std::string bound = permission.by_month ? month_of(bounds[i]) : rounded(bounds[i]);
    if (column.bounds.empty() || column.bounds.back() != bound) column.bounds.push_back(bound);
  }
}

}  // namespace

Profile read_profile(postgres::Session& session, const ProfileRequest& request) {
  const auto allowed = permissions(session, request);
  const auto& queries = embedded_queries();
  const auto query = std::ranges::find(queries, "profile", &EmbeddedQuery::name);
  ensure(query != queries.end(), "the query of profiles is built in");
  session.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'");
  const auto found = session.execute(std::string(query->text));
  Profile profile;
  for (std::size_t row = 0; row < found.size(); ++row) {
    const std::string name = found.text(row, 0) + "." + found.text(row, 1);
    const long long rows = std::stoll(found.text(row, 2));
    if (profile.tables.empty() || profile.tables.back().table != name) {
      TableProfile& table = profile.tables.emplace_back();
      table.table = name;
      if (rows >= 0) table.rows = static_cast<std::uint64_t>(rows);
    }
    if (!found.at(row, 4)) continue;  // no statistics: never analysed, or no row
    ColumnProfile column;
    column.name = found.text(row, 3);
    column.null_fraction = number_or_zero(found.text(row, 4));
    const double distinct = number_or_zero(found.text(row, 5));
    column.distinct = distinct < 0 ? std::round(-distinct * static_cast<double>(rows)) : distinct;
    column.width = static_cast<int>(number_or_zero(found.text(row, 6)));
    if (found.at(row, 7))
      column.frequencies = json::parse(found.text(row, 7)).get<std::vector<double>>();
    if (const auto permission = allowed.find(name + "." + column.name);
        permission != allowed.end()) {
      add_values(column, permission->second, static_cast<double>(rows),
                 static_cast<double>(request.fewest_rows), texts(found.text(row, 8)),
                 texts(found.text(row, 9)));
    }
    profile.tables.back().columns.push_back(std::move(column));
  }
  return profile;
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include <algorithm>

#include "probe/table_targets.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;

constexpr std::size_t spares_to_try = 3;
constexpr std::uint64_t fresh_ordinals = 800'001;

std::string kind_of(const seed::UniqueKey& key) {
  if (key.exclusion) return "exclude";
  if (key.primary) return "primary key";
  return key.constraint != 0 ? "unique" : "unique index";
}

/// Inserts a copy of a row that the key concerns: `columns` from that row, the others from a spare
/// one; without a spare one everything is copied.
class Copier {
 public:
  Copier(const Specimen& specimen, const Laboratory& laboratory, const seed::UniqueKey& key)
      : specimen_(specimen), laboratory_(laboratory), key_(key) {}

  std::string statement(const std::vector<int>& columns, std::size_t spare) const {
    std::vector<int> numbers;
    std::vector<std::string> cells;
    for (const auto& column : specimen_.table().columns) {
      if (column.generated) continue;
      const bool own = contains(columns, column.number);
      if (!own && !specimen_.inserts() && in_another_key(column.number)) {
        if (!column.sequence.empty()) continue;  // counts itself
        numbers.push_back(column.number);
        cells.push_back(fresh_value(column, spare));
      } else if (own || !specimen_.inserts()) {
        numbers.push_back(column.number);
        cells.push_back("b." + quote_identifier(column.name));
      } else if (const auto cell = specimen_.row(spare).find(column.number);
                 cell != specimen_.row(spare).end()) {
        numbers.push_back(column.number);
        cells.push_back(literal(cell->second) + "::" + column.type_sql);
      }
    }
    return "INSERT INTO " + specimen_.table().sql_name() + " (" + specimen_.column_list(numbers) +
           ") OVERRIDING SYSTEM VALUE SELECT " + join(cells, ", ") + " FROM " +
           specimen_.table().sql_name() + " b WHERE " + concerned() + " OFFSET " +
           std::to_string(spare) + " LIMIT 1";
  }

 private:
  /// Of a row that is copied whole, what another key forbids to repeat must differ.
  bool in_another_key(int number) const {
    const auto refers = [&](const auto& key) { return contains(key.columns, number); };
    return std::ranges::any_of(specimen_.table().keys,
                               [&](const auto& key) {
                                 return key.name != key_.name && contains(key.mentioned, number);
                               }) &&
           std::ranges::none_of(specimen_.table().foreign_keys, refers);
  }

  std::string fresh_value(const seed::Column& column, std::size_t spare) const {
    const std::string copy = "b." + quote_identifier(column.name);
    if (!laboratory_.maker.problem(column.type).empty()) return copy;
    seed::Draw draw(laboratory_.options.seed, seed::hash_text(column.name), spare);
    seed::Request request;
    request.ordinal = fresh_ordinals + spare;
    request.distinct = true;
    request.name = column.name;
    request.draw = &draw;
    return literal(laboratory_.maker.make(column.type, request)) + "::" + column.type_sql;
  }

  /// A row with a NULL in the key concerns it only where NULLs are not distinct.
  std::string concerned() const {
    std::string where = key_.predicate.empty() ? "true" : "(" + key_.predicate + ")";
    std::vector<std::string> mentioned;
    for (const int number : key_.mentioned) {
      mentioned.push_back("b." + quote_identifier(specimen_.table().column(number)->name));
      if (contains(key_.columns, number) && !key_.nulls_not_distinct) {
        where += " AND " + mentioned.back() + " IS NOT NULL";
      }
    }
    const std::string fewest_nulls =
        mentioned.empty() ? "" : "num_nulls(" + join(mentioned, ", ") + "), ";
    return where + " ORDER BY " + fewest_nulls + "b.tableoid, b.ctid";
  }

  const Specimen& specimen_;
  const Laboratory& laboratory_;
  const seed::UniqueKey& key_;
};

/// With the columns of foreign keys, and of checks, that the columns take part in.
std::vector<int> closure(const Specimen& specimen, std::vector<int> columns, bool checks) {
  const auto grow = [&](const std::vector<int>& others) {
    if (std::ranges::none_of(others, [&](int n) { return contains(columns, n); })) return;
    for (const int number : specimen.given_columns(others)) {
      if (!contains(columns, number)) columns.push_back(number);
    }
  };
  for (const auto& key : specimen.table().foreign_keys) grow(key.columns);
  if (!checks) return columns;
  for (const auto& check : specimen.table().checks) grow(check.columns);
  return columns;
}

Target key_target(const Specimen& specimen, const Laboratory& laboratory,
                  const seed::UniqueKey& key) {
  Target target = specimen.target(kind_of(key), key.name);
  target.sqlstates = {key.exclusion ? "23P01" : "23505"};
  target.constraint = key.name;
  target.any_constraint = specimen.table().partitioned;
  target.may_concern_none = true;
  if (key.has_expressions)
    target.uncertain = "its expressions may be NULL for the rows that were tried";
  const std::string index =
      quote_identifier(specimen.table().schema) + "." + quote_identifier(key.name);
  const std::string drop =
      key.constraint != 0 ? specimen.drop_constraint(key.name) : "DROP INDEX " + index + " CASCADE";
  const Copier copier(specimen, laboratory, key);
  const auto own = specimen.given_columns(key.mentioned);
  const std::vector<std::vector<int>> choices{own, closure(specimen, own, false),
                                              closure(specimen, own, true)};
  const std::size_t spares = std::clamp<std::size_t>(specimen.size(), 1, spares_to_try);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0 && choices[i] == choices[i - 1]) continue;
    for (std::size_t spare = 0; spare < spares; ++spare) {
      if (specimen.size() == 0) break;
      target.trials.push_back({copier.statement(choices[i], spare), drop, ""});
    }
  }
  if (target.trials.empty()) target.obstacle = specimen.obstacle();
  return target;
}

}  // namespace

std::vector<Target> key_targets(const Specimen& specimen, const Laboratory& laboratory) {
  std::vector<Target> targets;
  for (const auto& key : specimen.table().keys) {
    targets.push_back(key_target(specimen, laboratory, key));
  }
  return targets;
}

}  // namespace pgstair::probe

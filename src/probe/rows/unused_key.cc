// SPDX-License-Identifier: MIT
#include "probe/rows/unused_key.h"

#include <algorithm>

#include "seed/conditions/pools.h"
#include "sql/script.h"
#include "support/contains.h"

namespace pgstair::probe {

namespace {

using sql::quote_identifier;
using sql::quote_literal;

constexpr std::uint64_t unused_ordinals = 700'001;

/// The conditions of the table that mention a column.
std::vector<std::string> conditions_on(const seed::Table& table, int column) {
  std::vector<std::string> conditions;
  for (const auto& check : table.checks) {
    if (contains(check.columns, column)) conditions.push_back(check.condition.expression);
  }
  return conditions;
}

/// How much else of the table's own a new value may violate: bounds of a partition weigh more than
/// a foreign key, and that more than a CHECK, which takes a value that suits it.
int risk_of(const seed::Table& table, int column) {
  const bool in_foreign_key = std::ranges::any_of(
      table.foreign_keys, [&](const auto& key) { return contains(key.columns, column); });
  return (contains(table.partition_columns, column) ? 4 : 0) + (in_foreign_key ? 2 : 0) +
         (conditions_on(table, column).empty() ? 0 : 1);
}

/// GENERATED ALWAYS AS IDENTITY takes nothing but DEFAULT in an UPDATE. The sequence is set before,
/// or what it gives may be there: WHERE is evaluated before the new value is.
UnusedKey next_of_sequence(const seed::Table& table, const seed::Column& column) {
  return {column.number, "DEFAULT",
          "setval(" + quote_literal(column.sequence) + ", (SELECT max(" +
              quote_identifier(column.name) + ") FROM " + table.sql_name() + ")) IS NOT NULL"};
}

std::vector<UnusedKey> drawn_values(const ProbeContext& context, const seed::Table& table,
                                    const seed::Column& column, std::size_t most) {
  const auto& schema = context.schema();
  // A domain with conditions has a pool of legal values; below one without there is its base.
  const bool pooled = context.database.pools.contains(column.type.type);
  const seed::TypeUse use = pooled ? column.type : schema.base_of(column.type);
  if (!context.maker.problem(use).empty()) return {};
  const seed::Candidates candidates(context.evaluator, context.maker, use,
                                    conditions_on(table, column.number));
  std::vector<UnusedKey> keys;
  for (std::size_t i = 0; i < most; ++i) {
    seed::Draw draw(context.options.seed, seed::hash_text(table.display_name() + "/" + column.name),
                    i);
    seed::Request request;
    request.ordinal = unused_ordinals + i;
    request.distinct = true;
    request.lane = column.number;
    request.shape = seed::shape_for(column.name);
    request.draw = &draw;
    const std::string value = quote_literal(candidates.make(request)) + "::" + column.type_sql;
    keys.push_back(
        {column.number, value, quote_identifier(column.name) + " IS DISTINCT FROM " + value});
  }
  return keys;
}

}  // namespace

std::vector<UnusedKey> unused_keys(const ProbeContext& context, const seed::Table& table,
                                   const std::vector<int>& columns, const std::vector<int>& except,
                                   std::size_t most) {
  std::vector<const seed::Column*> settable;
  for (const int number : columns) {
    const seed::Column* column = table.column(number);
    if (column != nullptr && !column->generated && !contains(except, number)) {
      settable.push_back(column);
    }
  }
  std::ranges::stable_sort(
      settable, {}, [&](const seed::Column* column) { return risk_of(table, column->number); });
  std::vector<UnusedKey> keys;
  for (const seed::Column* column : settable) {
    if (column->identity_always) {
      keys.push_back(next_of_sequence(table, *column));
    } else {
      const auto drawn = drawn_values(context, table, *column, most);
      keys.insert(keys.end(), drawn.begin(), drawn.end());
    }
    if (keys.size() >= most) break;
  }
  if (keys.size() > most) keys.resize(most);
  return keys;
}

}  // namespace pgstair::probe

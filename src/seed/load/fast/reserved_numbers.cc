// SPDX-License-Identifier: MIT
#include "seed/load/fast/reserved_numbers.h"

#include <algorithm>

#include "sql/script.h"

namespace pgstair::seed {

namespace {

/// The default is the sequence's next number and nothing else: no sum with it, say.
bool counts_itself(const Column& column) {
  const std::string& expression = column.default_expression;
  const bool plain = expression.starts_with("nextval('") && expression.ends_with("'::regclass)");
  return !column.sequence.empty() && (expression.empty() || plain);
}

/// The first number, with the sequence set after the last; no row if it is not one to take from.
/// The number that is then lost is one that a failed INSERT would lose, too.
std::string reserve(const Table& table, const Column& column, std::uint64_t count) {
  const std::string sequence = sql::quote_literal(column.sequence) + "::regclass";
  const std::string others = std::to_string(count - 1);
  return "SELECT n.first, setval(" + sequence + ", n.first + " + others +
         ") FROM (SELECT nextval(" + sequence +
         ") AS first FROM pg_catalog.pg_sequence s WHERE s.seqrelid = " + sequence +
         " AND s.seqincrement = 1 AND NOT s.seqcycle AND EXISTS (SELECT FROM pg_catalog.pg_depend "
         "d "
         "WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.seqrelid "
         "AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = " +
         std::to_string(table.oid) + " AND d.refobjsubid = " + std::to_string(column.number) +
         " AND d.deptype IN ('a', 'i')) OFFSET 0) AS n "
         "JOIN pg_catalog.pg_sequence s ON s.seqrelid = " +
         sequence + " WHERE n.first <= s.seqmax - " + others;
}

}  // namespace

std::vector<ReservedNumbers> reserve_numbers(postgres::Session& session, const Table& table,
                                             const std::vector<const Column*>& given,
                                             std::uint64_t count) {
  std::vector<ReservedNumbers> reserved;
  for (const Column& column : table.columns) {
    const bool is_given = std::ranges::find(given, column.number, [](const Column* other) {
                            return other->number;
                          }) != given.end();
    if (is_given || !counts_itself(column)) continue;
    const auto rows = session.execute(reserve(table, column, count));
    if (rows.size() == 1) {
      reserved.push_back({sql::quote_identifier(column.name), std::stoll(rows.text(0, 0))});
    }
  }
  return reserved;
}

}  // namespace pgstair::seed

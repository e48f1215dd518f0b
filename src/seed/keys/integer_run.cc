// SPDX-License-Identifier: MIT
#include "seed/keys/integer_run.h"

#include <set>
#include <string>

#include "sql/script.h"

namespace pgstair::seed {

namespace {

bool is_integer(const Schema& schema, const Column& column) {
  static const std::set<std::string> integers{"int2", "int4", "int8"};
  const Type& type = schema.type(column.type.type);
  return type.kind == TypeKind::base && type.schema == "pg_catalog" && integers.contains(type.name);
}

/// min, max and whatever else is asked.
postgres::Rows ask(postgres::Session& session, const Table& table, const Column& column,
                   const std::string& more) {
  const std::string name = sql::quote_identifier(column.name);
  return session.execute("SELECT min(" + name + "), max(" + name + ")" + more + " FROM " +
                         table.own_rows());
}

std::optional<IntegerBounds> bounds_of(const postgres::Rows& rows) {
  if (!rows.at(0, 0)) return std::nullopt;
  return IntegerBounds{std::stoll(rows.text(0, 0)), std::stoll(rows.text(0, 1))};
}

}  // namespace

std::optional<IntegerRun> integer_run(postgres::Session& session, const Schema& schema,
                                      const Table& table, const Column& key) {
  if (!is_integer(schema, key)) return std::nullopt;
  const auto rows = ask(session, table, key, ", count(" + sql::quote_identifier(key.name) + ")");
  const auto bounds = bounds_of(rows);
  if (!bounds) return std::nullopt;
  const IntegerRun run{bounds->least, std::stoull(rows.text(0, 2))};
  // Unsigned: from the least to the greatest bigint is no bigint.
  const auto distance =
      static_cast<std::uint64_t>(bounds->greatest) - static_cast<std::uint64_t>(bounds->least);
  return distance == run.size - 1 ? std::optional(run) : std::nullopt;
}

std::optional<IntegerBounds> integer_bounds(postgres::Session& session, const Schema& schema,
                                            const Table& table, const Column& column) {
  if (!is_integer(schema, column)) return std::nullopt;
  return bounds_of(ask(session, table, column, ""));
}

}  // namespace pgstair::seed

// SPDX-License-Identifier: MIT
#include "walk/row_changes.h"

#include <algorithm>
#include <string>
#include <variant>

#include "sql/facts.h"
#include "sql/words.h"

namespace pgstair::walk {

namespace {

using Kind = sql::StatementKind;

bool writes_rows(const sql::Facts& facts) {
  return facts.may_write_rows || facts.runs_code || facts.kind == Kind::create_table_as ||
         facts.kind == Kind::materialized_view;
}

bool mentions(std::string_view text, std::string_view word) {
  sql::Words words(text);
  for (std::string next = words.next(); !next.empty(); next = words.next()) {
    if (next == word) return true;
  }
  return false;
}

/// Whether something that the upgrade took away, or changed, comes back without its rows or values;
/// also by a new name for something that held none.
bool brings_back(const sql::Statement& statement, const sql::Facts& facts) {
  switch (facts.kind) {
    case Kind::create_table:
      return true;
    case Kind::alter_table:
      return !facts.added_columns.empty() || mentions(statement.text, "type") ||
             mentions(statement.text, "expression");
    case Kind::definition:
      return sql::Words(statement.text).take("alter");
    default:
      return false;
  }
}

}  // namespace

bool may_leave_other_rows(const chain::Revision& revision) {
  const auto* up = revision.up ? std::get_if<chain::SqlScript>(&*revision.up) : nullptr;
  if (up == nullptr) return true;
  const auto* down = revision.down ? std::get_if<chain::SqlScript>(&*revision.down) : nullptr;
  if (down == nullptr && revision.down) return true;
  const bool up_writes = std::ranges::any_of(up->statements, [](const auto& statement) {
    return writes_rows(sql::facts(statement.text));
  });
  if (up_writes || down == nullptr) return up_writes;
  return std::ranges::any_of(down->statements, [](const auto& statement) {
    const sql::Facts facts = sql::facts(statement.text);
    return writes_rows(facts) || brings_back(statement, facts);
  });
}

}  // namespace pgstair::walk

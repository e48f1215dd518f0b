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

/// Whether something comes that may have the name, and not the values, of something that was there;
/// also by a new name for something that held none.
bool brings(const sql::Statement& statement, const sql::Facts& facts) {
  switch (facts.kind) {
    case Kind::create_table:
      return true;
    case Kind::alter_table:
      return !facts.added_columns.empty() || mentions(statement.text, "rename");
    case Kind::definition:
      return sql::Words(statement.text).take("alter");
    default:
      return false;
  }
}

bool takes_away(const sql::Statement& statement, const sql::Facts& facts) {
  return !facts.drops.empty() || mentions(statement.text, "drop");
}

/// Whether a column gets other values with another type.
bool computes_values(const sql::Statement& statement, const sql::Facts& facts) {
  return facts.kind == Kind::alter_table &&
         (mentions(statement.text, "using") || mentions(statement.text, "expression"));
}

/// Whether what the upgrade left may be other rows after the downgrade and a second upgrade. What
/// the downgrade only brings back, the second upgrade takes away as the first one did.
bool may_lose_rows(const chain::SqlScript& down) {
  bool brings_something = false;
  bool takes_something_away = false;
  for (const auto& statement : down.statements) {
    const sql::Facts facts = sql::facts(statement.text);
    if (writes_rows(facts) || computes_values(statement, facts)) return true;
    brings_something = brings_something || brings(statement, facts);
    takes_something_away = takes_something_away || takes_away(statement, facts);
  }
  return brings_something && takes_something_away;
}

}  // namespace

bool may_leave_other_rows(const chain::Revision& revision) {
  const auto* up = chain::sql_of(revision.up);
  if (up == nullptr) return true;
  const auto* down = chain::sql_of(revision.down);
  if (down == nullptr && revision.down) return true;
  const bool up_writes = std::ranges::any_of(up->statements, [](const auto& statement) {
    return writes_rows(sql::facts(statement.text));
  });
  return up_writes || (down != nullptr && may_lose_rows(*down));
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "seed/load/fast/keys_at_once.h"

#include <algorithm>
#include <string>
#include <vector>

#include "seed/keys/integer_run.h"
#include "seed/schema/key_condition.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

/// Rows of the child that refer to nothing.
std::string orphans(const Table& child, const Table& parent, const ForeignKey& key) {
  std::vector<std::string> given;
  for (const int number : key.columns) {
    given.push_back("c." + sql::quote_identifier(child.column(number)->name) + " IS NOT NULL");
  }
  return "SELECT FROM " + child.own_rows() + " c WHERE " + join(given, " AND ") +
         " AND NOT EXISTS (SELECT FROM " + parent.own_rows() + " p WHERE " +
         refers_to({child, "c"}, {parent, "p"}, key) + ")";
}

/// Whether the key refers to a run of integers, and all that the child has is within it: most often
/// so, and seen at once.
bool is_within_run(postgres::Session& session, const Schema& schema, const Table& child,
                   const Table& parent, const ForeignKey& key) {
  if (key.columns.size() != 1) return false;
  const auto run = integer_run(session, schema, parent, *parent.column(key.parent_columns.front()));
  if (!run) return false;
  const auto bounds = integer_bounds(session, schema, child, *child.column(key.columns.front()));
  return bounds && run->contains(bounds->least) && run->contains(bounds->greatest);
}

}  // namespace

bool may_check_keys_at_once(postgres::Session& session, const Table& table) {
  const bool plain_keys = std::ranges::all_of(table.foreign_keys, [](const ForeignKey& key) {
    return !key.match_full ||
           key.columns.size() == 1;  // else NULLs would have to be looked at, too
  });
  if (table.foreign_keys.empty() || table.partitioned || table.has_insert_rule || !plain_keys)
    return false;
  const auto rows = session.execute(
      "SELECT current_setting('is_superuser') = 'on' "
      "AND current_setting('session_replication_role') = 'origin' "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = " +
      std::to_string(table.oid) +
      " AND t.tgenabled <> 'D' AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c "
      "WHERE c.oid = t.tgconstraint AND c.contype = 'f'))");
  return rows.text(0, 0) == "t";
}

void postpone_keys(postgres::Session& session, const Schema& schema, const Table& table) {
  std::string locks;
  for (const auto& key : table.foreign_keys) {
    if (const Table* parent = schema.table(key.parent))
      locks += "LOCK TABLE " + parent->sql_name() + " IN SHARE ROW EXCLUSIVE MODE; ";
  }
  session.execute(locks + "SET LOCAL session_replication_role = replica");
}

bool check_keys(postgres::Session& session, const Schema& schema, const Table& table) {
  session.execute("SET LOCAL session_replication_role = origin");
  return std::ranges::none_of(table.foreign_keys, [&](const ForeignKey& key) {
    const Table* parent = schema.table(key.parent);
    if (parent == nullptr) return true;
    if (is_within_run(session, schema, table, *parent, key)) return false;
    const auto rows = session.execute("SELECT EXISTS (" + orphans(table, *parent, key) + ")");
    return rows.text(0, 0) == "t";
  });
}

}  // namespace pgstair::seed

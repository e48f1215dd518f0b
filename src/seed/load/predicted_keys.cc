// SPDX-License-Identifier: MIT
#include "seed/load/predicted_keys.h"

#include <vector>

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

/// The condition that a row `from` of the child refers to a row `to` of the parent.
std::string refers(const Table& child, const std::string& from, const Table& parent,
                   const std::string& to, const ForeignKey& key) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    all.push_back(from + "." + sql::quote_identifier(child.column(key.columns[i])->name) + " = " +
                  to + "." + sql::quote_identifier(parent.column(key.parent_columns[i])->name));
  }
  return join(all, " AND ");
}

}  // namespace

void postpone_predicted(postgres::Session& session, const LoadStep& step) {
  for (const ForeignKey* key : step.predicted) {
    if (!key->deferrable) continue;
    // A name may be that of several constraints, and one of those not deferrable.
    session.execute("SAVEPOINT pgstair_postpone");
    const auto outcome =
        session.try_execute("SET CONSTRAINTS " + sql::quote_identifier(step.table->schema) + "." +
                            sql::quote_identifier(key->name) + " DEFERRED");
    const bool shared = postgres::failure(outcome) != nullptr;
    session.execute(shared ? "ROLLBACK TO SAVEPOINT pgstair_postpone; SET CONSTRAINTS ALL DEFERRED"
                           : "RELEASE SAVEPOINT pgstair_postpone");
  }
}

std::string remove_orphans(postgres::Session& session, const Schema& schema, const LoadStep& step) {
  std::string orphaned;
  for (const ForeignKey* key : step.predicted) {
    const Table* parent = schema.table(key->parent);
    if (parent == nullptr || !key->deferrable) continue;
    // The key is NOT NULL: it would not have been predicted otherwise.
    const auto without_parent = [&](const std::string& name) {
      return "NOT EXISTS (SELECT FROM " + parent->sql_name() + " q WHERE " +
             refers(*step.table, name, *parent, "q", *key) + ")";
    };
    for (const auto& table : schema.tables) {
      for (const auto& other : table.foreign_keys) {
        if (other.parent != step.table->oid || table.oid == step.table->oid) continue;
        session.execute("DELETE FROM " + table.sql_name() + " o WHERE EXISTS (SELECT FROM " +
                        step.table->sql_name() + " p WHERE " +
                        refers(table, "o", *step.table, "p", other) + " AND " +
                        without_parent("p") + ")");
      }
    }
    const auto rows =
        session.execute("WITH gone AS (DELETE FROM " + step.table->sql_name() + " o WHERE " +
                        without_parent("o") + " RETURNING 1) SELECT count(*) FROM gone");
    if (rows.text(0, 0) != "0") orphaned = key->name;
  }
  return orphaned;
}

}  // namespace pgstair::seed

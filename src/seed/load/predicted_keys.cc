// SPDX-License-Identifier: MIT
#include "seed/load/predicted_keys.h"

#include "seed/schema/key_condition.h"
#include "sql/script.h"

namespace pgstair::seed {

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
             refers_to({*step.table, name}, {*parent, "q"}, *key) + ")";
    };
    for (const auto& table : schema.tables) {
      for (const auto& other : table.foreign_keys) {
        if (other.parent != step.table->oid || table.oid == step.table->oid) continue;
        session.execute("DELETE FROM " + table.sql_name() + " o WHERE EXISTS (SELECT FROM " +
                        step.table->sql_name() + " p WHERE " +
                        refers_to({table, "o"}, {*step.table, "p"}, other) + " AND " +
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

// SPDX-License-Identifier: MIT
#include "walk/superuser_run.h"

#include <algorithm>

#include "sql/facts.h"
#include "sql/script.h"
#include "walk/script_runner.h"
#include "walk/tentative_transaction.h"

namespace pgstair::walk {

bool may_hide_refusals(const chain::SqlScript& script) {
  return std::ranges::any_of(script.statements, [](const sql::Statement& statement) {
    return sql::facts(statement.text).runs_code;
  });
}

/// The role itself becomes a superuser for as long as the transaction, which nobody else sees: so
/// what it creates is its own, and nothing differs but what it may do.
std::optional<catalog::Snapshot> as_superuser(WalkDatabase& database,
                                              const chain::SqlScript& script) {
  if (!rollable(script)) return std::nullopt;
  const std::string role = sql::quote_identifier(database.deployer_name());
  TentativeTransaction transaction(database.scripts());
  database.session().execute("ALTER ROLE " + role + " SUPERUSER");
  database.session().execute("SET LOCAL SESSION AUTHORIZATION " + role);
  if (!transaction.run(script).ok()) return std::nullopt;
  return database.snapshot(catalog::InTransaction::yes);
}

}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "walk/superuser_run.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <ranges>
#include <set>
#include <string>

#include "sql/facts.h"
#include "sql/script.h"
#include "walk/script_runner.h"
#include "walk/tentative_transaction.h"

namespace pgstair::walk {

namespace {

/// The deployer is a superuser for as long as this exists. What it creates is its own all the same,
/// so nothing differs but what it may do.
class AsSuperuser {
 public:
  explicit AsSuperuser(WalkDatabase& database)
      : database_(database), role_(sql::quote_identifier(database.deployer_name())) {
    database_.session().execute("ALTER ROLE " + role_ + " SUPERUSER");
  }
  ~AsSuperuser() {
    try {
      database_.session().execute("ALTER ROLE " + role_ + " NOSUPERUSER");
    } catch (const std::exception& error) {  // a lost server, which the next statement tells
      spdlog::debug("the deployer stays a superuser: {}", error.what());
    }
  }
  AsSuperuser(const AsSuperuser&) = delete;
  AsSuperuser& operator=(const AsSuperuser&) = delete;

 private:
  WalkDatabase& database_;
  std::string role_;
};

/// The roles of the cluster and who is enrolled in which, as statements that undo them.
std::set<std::string> undoing_roles(WalkDatabase& database) {
  const auto rows = database.session().execute(
      "SELECT format('DROP ROLE %I', rolname) FROM pg_catalog.pg_roles UNION ALL "
      "SELECT format('REVOKE %I FROM %I', r.rolname, m.rolname) FROM pg_catalog.pg_auth_members "
      "JOIN pg_catalog.pg_roles r ON r.oid = roleid JOIN pg_catalog.pg_roles m ON m.oid = member");
  std::set<std::string> statements;
  for (std::size_t row = 0; row < rows.size(); ++row) statements.insert(rows.text(row, 0));
  return statements;
}

/// Undoes what is not among `before`; memberships first.
void undo_roles(WalkDatabase& database, const std::set<std::string>& before) {
  const auto now = undoing_roles(database);
  for (const auto& statement : now | std::views::reverse) {
    if (!before.contains(statement)) (void)database.session().try_execute(statement);
  }
}

/// In a transaction that nobody else sees.
std::optional<catalog::Snapshot> rolled_back(WalkDatabase& database,
                                             const chain::SqlScript& script) {
  const std::string role = sql::quote_identifier(database.deployer_name());
  TentativeTransaction transaction(database.scripts());
  database.session().execute("ALTER ROLE " + role + " SUPERUSER");
  database.session().execute("SET LOCAL SESSION AUTHORIZATION " + role);
  if (!transaction.run(script).ok()) return std::nullopt;
  return database.snapshot(catalog::InTransaction::yes);
}

/// In the database itself, which is brought back from a copy.
std::optional<catalog::Snapshot> committed(Walker& walker, std::size_t index) {
  const auto saved = walker.checkpoints.save();
  const auto roles = undoing_roles(walker.database);
  std::optional<catalog::Snapshot> after;
  {
    const AsSuperuser as_superuser(walker.database);
    if (walker.revisions.upgrade(index).ok()) after = walker.database.snapshot();
  }
  walker.checkpoints.bring_back(saved);
  undo_roles(walker.database, roles);
  return after;
}

}  // namespace

bool may_hide_refusals(const chain::Script& script) {
  if (const auto* program = std::get_if<chain::ProgramScript>(&script))
    return program->may_hide_refusals;
  const auto* text = std::get_if<chain::SqlScript>(&script);
  return text != nullptr &&
         std::ranges::any_of(text->statements, [](const sql::Statement& statement) {
           return sql::facts(statement.text).runs_code;
         });
}

std::optional<catalog::Snapshot> upgraded_as_superuser(Walker& walker, std::size_t index,
                                                       const chain::Script& script) {
  if (rollable(script)) return rolled_back(walker.database, std::get<chain::SqlScript>(script));
  return committed(walker, index);
}

}  // namespace pgstair::walk

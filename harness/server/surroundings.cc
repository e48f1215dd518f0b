// SPDX-License-Identifier: MIT
#include "server/surroundings.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sql/words.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::server {

namespace {

/// CREATE ROLE, USER or GROUP; CREATE USER MAPPING is none.
bool makes_role(const sql::Statement& statement) {
  sql::Words words(statement.text);
  if (!words.take("create")) return false;
  if (words.take("user")) return !words.take("mapping");
  return words.take("role") || words.take("group");
}

/// A parameter may have a prefix: myapp.tenant.
std::string quoted_parameter(const std::string& name) {
  std::vector<std::string> parts;
  for (const auto part : split(name, '.')) parts.push_back(sql::quote_identifier(part));
  return join(parts, ".");
}

void create_role(postgres::Session& session, const std::string& role) {
  session.execute("CREATE ROLE " + sql::quote_identifier(role));
}

}  // namespace

PreparedDatabases::PreparedDatabases(postgres::ScratchDatabases& databases,
                                     Surroundings surroundings, ClusterOwner owner)
    : databases_(databases), surroundings_(std::move(surroundings)), owner_(owner) {
  for (const auto& file : surroundings_.init) {
    auto statements = sql::split_statements(read_file(file), {file.string(), 1, 1});
    std::ranges::move(statements, std::back_inserter(init_));
  }
  if (owner_ == ClusterOwner::this_run) return;
  const auto role = std::ranges::find_if(init_, makes_role);
  if (role == init_.end()) return;
  throw UsageError(
      "this init file makes a role, which would stay on the given server: make it there yourself, "
      "or verify without --server",
      role->location);
}

std::unique_ptr<postgres::ScratchDatabase> PreparedDatabases::create() {
  return prepared(databases_.create());
}

std::unique_ptr<postgres::ScratchDatabase> PreparedDatabases::clone(
    const postgres::ScratchDatabase& source) {
  return like_its_source(databases_.clone(source));
}

std::unique_ptr<postgres::ScratchDatabase> PreparedDatabases::renew(
    std::unique_ptr<postgres::ScratchDatabase> old, const postgres::ScratchDatabase* source) {
  auto database = databases_.renew(std::move(old), source);
  return source != nullptr ? like_its_source(std::move(database)) : prepared(std::move(database));
}

PreparedDatabases::Made PreparedDatabases::prepared(Made database) const {
  if (surroundings_.empty()) return database;
  postgres::Session session(database->conninfo());
  run_init(session);
  make_roles(session);
  set_settings(session, database->name());
  return database;
}

PreparedDatabases::Made PreparedDatabases::like_its_source(Made database) const {
  if (surroundings_.settings.empty()) return database;
  postgres::Session session(database->conninfo());
  set_settings(session, database->name());
  return database;
}

/// The files are run in each database of the cluster, which has one set of roles: what the first
/// database got is there for the second.
void PreparedDatabases::run_init(postgres::Session& session) const {
  constexpr std::string_view duplicate_object = "42710";
  for (const auto& statement : init_) {
    auto outcome = session.try_execute(statement.text);
    const auto* error = postgres::failure(outcome);
    while (error != nullptr && make_role_that_misses(session, *error)) {
      outcome = session.try_execute(statement.text);
      error = postgres::failure(outcome);
    }
    if (error == nullptr) continue;
    if (error->sqlstate == duplicate_object && makes_role(statement)) continue;
    throw UsageError("this init file does not load: " + to_string(*error),
                     sql::location_at(statement, error->position));
  }
  session.execute("RESET ALL");
}

/// A file may grant to a role that `roles` alone names; or make it itself, with attributes of its
/// own, so it is made no sooner than somebody misses it.
bool PreparedDatabases::make_role_that_misses(postgres::Session& session,
                                              const postgres::ServerError& error) const {
  constexpr std::string_view undefined_object = "42704";
  if (error.sqlstate != undefined_object || owner_ != ClusterOwner::this_run) return false;
  for (const auto& role : surroundings_.roles) {
    if (error.message != "role \"" + role + "\" does not exist") continue;
    create_role(session, role);
    return true;
  }
  return false;
}

void PreparedDatabases::make_roles(postgres::Session& session) const {
  for (const auto& role : surroundings_.roles) {
    const auto rows = session.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = " +
                                      sql::quote_literal(role));
    if (rows.size() != 0) continue;
    if (owner_ == ClusterOwner::somebody_else) {
      throw UsageError("the given server has no role " + sql::quote_identifier(role) +
                       ", which `roles` names: make it there, or verify without --server");
    }
    create_role(session, role);
  }
}

/// set_config() takes lists (of a search_path) as one text, which SET does not.
void PreparedDatabases::set_settings(postgres::Session& session,
                                     const std::string& database) const {
  for (const auto& setting : surroundings_.settings) {
    const auto outcome =
        session.try_execute("SELECT pg_catalog.set_config(" + sql::quote_literal(setting.name) +
                            ", " + sql::quote_literal(setting.value) + ", false); ALTER DATABASE " +
                            sql::quote_identifier(database) + " SET " +
                            quoted_parameter(setting.name) + " FROM CURRENT");
    if (const auto* error = postgres::failure(outcome))
      throw UsageError("this setting is refused: " + error->message, setting.location);
  }
}

}  // namespace pgstair::server

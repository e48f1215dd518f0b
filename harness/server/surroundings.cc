// SPDX-License-Identifier: MIT
#include "server/surroundings.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "postgres/connection_string.h"
#include "postgres/script_statement.h"
#include "postgres/server_error.h"
#include "sql/words.h"
#include "support/contains.h"
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

bool makes_extension(const sql::Statement& statement) {
  sql::Words words(statement.text);
  return words.take("create") && words.take("extension");
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

bool has_role(postgres::Session& session, const std::string& role) {
  const auto found = session.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = " +
                                     sql::quote_literal(role));
  return found.size() != 0;
}

/// A database in which migrations run as a role of their own; of an untrusted chain, everything.
class DeployersDatabase : public postgres::ScratchDatabase {
 public:
  DeployersDatabase(std::unique_ptr<postgres::ScratchDatabase> database, std::string role,
                    bool untrusted)
      : database_(std::move(database)), role_(std::move(role)), untrusted_(untrusted) {}

  const std::string& name() const override { return database_->name(); }
  std::string conninfo() const override {
    return untrusted_ ? deployer_conninfo() : database_->conninfo();
  }
  std::string deployer_conninfo() const override {
    return postgres::ConnectionString::parse(database_->conninfo()).with("user", role_).conninfo();
  }
  std::string url() const override {
    return postgres::ConnectionString::parse(database_->url()).with("user", role_).url();
  }

 private:
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::string role_;
  bool untrusted_;
};

/// Whether Postgres itself has such a role: its rights may be anything.
bool is_postgres_own(const std::string& role) {
  return role == "postgres" || role.starts_with("pg_");
}

/// A stranger's role is to see no database but the run's: what it left in another would be there
/// when the superuser comes.
void close_other_databases(postgres::Session& session) {
  session.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
}

}  // namespace

PreparedDatabases::PreparedDatabases(postgres::ScratchDatabases& databases,
                                     Surroundings surroundings, ClusterOwner owner)
    : databases_(databases), surroundings_(std::move(surroundings)), owner_(owner) {
  for (const auto& file : surroundings_.init) {
    const auto text = chain::with_known_placeholders(read_file(file), surroundings_.placeholders);
    auto statements = sql::split_statements(text, {file.string(), 1, 1});
    std::ranges::move(statements, std::back_inserter(init_));
  }
  if (surroundings_.untrusted && is_postgres_own(surroundings_.role))
    throw UsageError("an untrusted chain cannot be deployed as " +
                     sql::quote_identifier(surroundings_.role) +
                     ", a role of Postgres itself: name another in `role`");
  if (owner_ == ClusterOwner::this_run) return;
  if (!surroundings_.role.empty()) {
    throw UsageError("the role " + sql::quote_identifier(surroundings_.role) +
                     " deploys on disposable servers only: on a given one migrations run as the "
                     "role of its address, so name that there (--server postgresql://ROLE@…)");
  }
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
  if (surroundings_.untrusted) return prepared_for_a_stranger(std::move(database));
  postgres::Session session(database->conninfo());
  run_init(session);
  make_roles(session);
  if (!surroundings_.role.empty()) make_deployer(session, database->url());
  give_to_deployer(session, database->name());
  set_settings(session, database->name());
  return deployers(std::move(database));
}

PreparedDatabases::Made PreparedDatabases::prepared_for_a_stranger(Made database) const {
  {
    postgres::Session superuser(database->conninfo());
    close_other_databases(superuser);
    make_roles(superuser);
    make_deployer(superuser, database->url());
    make_extensions(superuser);
    give_to_deployer(superuser, database->name());
  }
  database = deployers(std::move(database));
  postgres::Session session(database->conninfo());
  run_init(session);
  set_settings(session, database->name());
  return database;
}

PreparedDatabases::Made PreparedDatabases::deployers(Made database) const {
  if (surroundings_.role.empty()) return database;
  return std::make_unique<DeployersDatabase>(std::move(database), surroundings_.role,
                                             surroundings_.untrusted);
}

PreparedDatabases::Made PreparedDatabases::like_its_source(Made database) const {
  if (surroundings_.settings.empty() && surroundings_.role.empty()) return database;
  {
    postgres::Session session(database->conninfo());
    give_to_deployer(session, database->name());
    if (!surroundings_.untrusted) set_settings(session, database->name());
  }
  const std::string name = database->name();
  database = deployers(std::move(database));
  if (surroundings_.untrusted && !surroundings_.settings.empty()) {
    postgres::Session session(database->conninfo());
    set_settings(session, name);
  }
  return database;
}

void PreparedDatabases::make_extensions(postgres::Session& session) const {
  for (const auto& extension : surroundings_.extensions) {
    const auto outcome = session.try_execute("CREATE EXTENSION IF NOT EXISTS " +
                                             sql::quote_identifier(extension) + " CASCADE");
    if (const auto* error = postgres::failure(outcome))
      throw EnvironmentError("the extension " + sql::quote_identifier(extension) +
                                 " cannot be made for the untrusted chain, which names it: " +
                                 postgres::to_string(*error),
                             "Is its package installed for this version of Postgres?");
  }
}

/// The files are run in each database of the cluster, which has one set of roles: what the first
/// database got is there for the second.
void PreparedDatabases::run_init(postgres::Session& session) const {
  constexpr std::string_view duplicate_object = "42710";
  postgres::TimeLimit limit(session, surroundings_.init_limit);
  std::optional<postgres::TimeLimit::Span> span(limit);
  for (const auto& statement : init_) {
    auto outcome = postgres::try_statement(session, statement);
    if (!outcome)
      throw UsageError("this init file does not load: " + postgres::copy_needs_client().message,
                       statement.location);
    const auto* error = postgres::failure(*outcome);
    while (error != nullptr && make_role_that_misses(session, *error)) {
      outcome = postgres::try_statement(session, statement);
      error = postgres::failure(*outcome);
    }
    if (error == nullptr) continue;
    const bool may_be_there =
        makes_role(statement) || (surroundings_.untrusted && makes_extension(statement));
    if (error->sqlstate == duplicate_object && may_be_there) continue;
    if (limit.is_passed())
      throw UsageError(
          "this init file does not load: " + postgres::not_over_within(limit.limit()).message +
              "; if it needs so long, give it more: `timeout`",
          statement.location);
    throw UsageError("this init file does not load: " + to_string(*error),
                     sql::location_at(statement, error->position));
  }
  span.reset();
  session.execute("RESET ALL");
}

/// A file may grant to a role that `roles` alone names; or make it itself, with attributes of its
/// own, so it is made no sooner than somebody misses it.
bool PreparedDatabases::make_role_that_misses(postgres::Session& session,
                                              const postgres::ServerError& error) const {
  const std::string role = postgres::missing_role(error);
  const bool is_known = role == surroundings_.role || contains(surroundings_.roles, role);
  if (role.empty() || !is_known || owner_ != ClusterOwner::this_run) return false;
  if (surroundings_.untrusted) return false;  // they are all there, and it may make none
  create_role(session, role);
  return true;
}

void PreparedDatabases::make_roles(postgres::Session& session) const {
  for (const auto& role : surroundings_.roles) {
    if (has_role(session, role)) continue;
    if (owner_ == ClusterOwner::somebody_else) {
      throw UsageError("the given server has no role " + sql::quote_identifier(role) +
                       ", which `roles` names: make it there, or verify without --server");
    }
    create_role(session, role);
  }
}

/// It may log in, whatever an init file says: over TCP with the password that other programs get.
void PreparedDatabases::make_deployer(postgres::Session& session, const std::string& url) const {
  const std::string& role = surroundings_.role;
  if (!has_role(session, role)) create_role(session, role);
  const auto password = postgres::ConnectionString::parse(url).get("password").value_or("");
  session.execute("SET password_encryption = 'scram-sha-256'");  // 13 has md5
  session.execute("ALTER ROLE " + sql::quote_identifier(role) + " LOGIN" +
                  (password.empty() ? "" : " PASSWORD " + sql::quote_literal(password)));
  session.execute("RESET password_encryption");
}

/// The schema public is the database owner's from 15 on.
void PreparedDatabases::give_to_deployer(postgres::Session& session,
                                         const std::string& database) const {
  if (surroundings_.role.empty()) return;
  constexpr int public_is_the_owners_since = 150000;
  const std::string role = sql::quote_identifier(surroundings_.role);
  session.execute("ALTER DATABASE " + sql::quote_identifier(database) + " OWNER TO " + role);
  if (session.server_version() < public_is_the_owners_since)
    (void)session.try_execute("ALTER SCHEMA public OWNER TO " +
                              role);  // which init may have dropped
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

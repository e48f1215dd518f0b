// SPDX-License-Identifier: MIT
#include <string>

#include "postgres/connection_string.h"
#include "server/databases.h"
#include "server/disposable_server.h"
#include "support/errors.h"

namespace pgstair::server {

namespace {

/// Databases with a name of ours whose owner's lock is free are a dead run's. Advisory locks are a
/// database's own, so only runs that went through the same one can see whether an owner still
/// lives; which it was, the name tells.
void drop_what_dead_runs_left(postgres::Session& session) {
  const std::string here = session.execute("SELECT current_database()").text(0, 0);
  const auto names = session.execute(
      "SELECT datname FROM pg_catalog.pg_database WHERE starts_with(datname, 'pgstair_')");
  for (std::size_t row = 0; row < names.size(); ++row) {
    const std::string name = names.text(row, 0);
    if (!is_scratch_name(name, here)) continue;
    const std::string key = "(hashtextextended('" + name + "', 0))";
    if (session.execute("SELECT pg_try_advisory_lock" + key).text(0, 0) != "t") continue;
    // Another role's database may not be ours to drop: then it is left to that role.
    (void)session.try_execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    session.execute("SELECT pg_advisory_unlock" + key);
  }
}

void check_privilege(postgres::Session& session) {
  const auto rows = session.execute(
      "SELECT rolcreatedb OR rolsuper, quote_ident(rolname) FROM pg_catalog.pg_roles "
      "WHERE rolname = current_user");
  if (rows.text(0, 0) == "t") return;
  throw EnvironmentError(
      "role " + rows.text(0, 1) + " may not create databases on the given server",
      "Grant it: ALTER ROLE " + rows.text(0, 1) + " CREATEDB;");
}

}  // namespace

class GivenServer::Impl {
 public:
  explicit Impl(const postgres::ConnectionString& connection) {
    postgres::Session session(connection.conninfo());
    check_privilege(session);
    drop_what_dead_runs_left(session);
    databases_.emplace(connection, Databases::Ways{true, false, std::nullopt});
  }

  Databases& databases() { return *databases_; }

 private:
  std::optional<Databases> databases_;
};

GivenServer::GivenServer(const std::string& url)
    : impl_(std::make_unique<Impl>(postgres::ConnectionString::parse(url))) {}

GivenServer::~GivenServer() = default;

std::unique_ptr<postgres::ScratchDatabase> GivenServer::create() {
  return impl_->databases().create();
}

std::unique_ptr<postgres::ScratchDatabase> GivenServer::clone(
    const postgres::ScratchDatabase& source) {
  return impl_->databases().clone(source);
}

std::unique_ptr<postgres::ScratchDatabase> GivenServer::renew(
    std::unique_ptr<postgres::ScratchDatabase> old, const postgres::ScratchDatabase* source) {
  return impl_->databases().renew(std::move(old), source);
}

}  // namespace pgstair::server

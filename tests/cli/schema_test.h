// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "cli_test.h"
#include "postgres/session.h"

namespace pgstair::cli {

/// A folder with a chain, its model, its neighbours and the pgstair.toml that names them.
class SchemaTest : public CliTest {
 protected:
  SchemaTest() {
    write("chain/0001_users.sql", R"sql(-- migrate:up
CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
-- migrate:down
DROP TABLE users;
)sql");
    write("chain/0002_total.sql", R"sql(-- migrate:up
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$
SELECT 1;
SELECT 2;
$$;
CREATE INDEX users_name ON users (name);
-- migrate:down
DROP INDEX users_name;
DROP FUNCTION total();
)sql");
    write("pgstair.toml", R"(chain = "chain"
model = ["model.sql"]
neighbours = ["auth.sql"]
)");
    write("auth.sql", R"sql(
CREATE SCHEMA auth;
CREATE TABLE auth.sessions (id int);
)sql");
    write("model.sql", R"sql(
CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
CREATE INDEX users_name ON users (name);
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$
SELECT 1;
SELECT 2;
$$;
)sql");
  }

  ProcessResult compare(Arguments arguments) const {
    arguments.insert(arguments.end(), {"-C", "."});
    return pgstair(arguments, folder());
  }
};

/// Beside it a database in use: the chain's, deployed by another role, with a version table and
/// neighbours that grew.
class DatabaseInUse : public SchemaTest {
 protected:
  DatabaseInUse() : server_(options()), database_(server_.create()) {
    postgres::Session session(database_->conninfo());
    session.execute(read_file(folder() / "auth.sql"));
    session.execute(R"sql(
      CREATE TABLE auth.more (id int);
      ALTER TABLE auth.sessions ADD x int;
      CREATE ROLE app;
      GRANT CREATE ON SCHEMA public TO app WITH GRANT OPTION;
      REVOKE CREATE ON SCHEMA public FROM app CASCADE;
      SET ROLE postgres;
    )sql");
    session.execute(read_file(folder() / "model.sql"));
    session.execute(R"sql(
      ALTER TABLE users OWNER TO app;
      ALTER FUNCTION total() OWNER TO app;
      CREATE TABLE schema_migrations (version text);
      CREATE SEQUENCE s;
      SELECT nextval('s');
      DROP SEQUENCE s;
    )sql");
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

}  // namespace pgstair::cli

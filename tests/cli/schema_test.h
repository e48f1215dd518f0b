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
    write("chain/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n"
          "-- migrate:down\nDROP TABLE users;\n");
    write("chain/0002_total.sql",
          "-- migrate:up\nCREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\n"
          "SELECT 2;\n$$;\nCREATE INDEX users_name ON users (name);\n"
          "-- migrate:down\nDROP INDEX users_name;\nDROP FUNCTION total();\n");
    write("pgstair.toml",
          "chain = \"chain\"\nmodel = [\"model.sql\"]\nneighbours = [\"auth.sql\"]\n");
    write("auth.sql", "CREATE SCHEMA auth;\nCREATE TABLE auth.sessions (id int);\n");
    write("model.sql",
          "CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n"
          "CREATE INDEX users_name ON users (name);\n"
          "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\nSELECT 2;\n$$;\n");
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
    session.execute("CREATE TABLE auth.more (id int); ALTER TABLE auth.sessions ADD x int");
    session.execute("CREATE ROLE app; GRANT CREATE ON SCHEMA public TO app WITH GRANT OPTION");
    session.execute("REVOKE CREATE ON SCHEMA public FROM app CASCADE; SET ROLE postgres");
    session.execute(read_file(folder() / "model.sql"));
    session.execute("ALTER TABLE users OWNER TO app; ALTER FUNCTION total() OWNER TO app");
    session.execute(
        "CREATE TABLE schema_migrations (version text); CREATE SEQUENCE s; "
        "SELECT nextval('s'); DROP SEQUENCE s");
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

}  // namespace pgstair::cli

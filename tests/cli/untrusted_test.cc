// SPDX-License-Identifier: MIT
//
// What a stranger's chain is refused: each claim of docs/security.md is tried.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class Untrusted : public CliTest {
 protected:
  void SetUp() override {
    fs::permissions(folder(), fs::perms{0777});
    configure("");
  }

  void write_revision(int number, const std::string& up, const std::string& down = "") const {
    write("chain/" + std::to_string(1000 + number) + "_a.sql",
          "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n");
  }
  void configure(const std::string& settings) const {
    write("pgstair.toml", "chain = \"chain\"\n" + settings);
  }
  ProcessResult verify(Arguments arguments = {}) const {
    arguments.insert(arguments.begin(), {"verify", folder().string(), "--untrusted"});
    return pgstair(arguments);
  }

  /// A file that a script makes if it reaches the host.
  fs::path mark() const { return folder() / "mark"; }
  std::string reach() const {
    return "COPY (SELECT 1) TO PROGRAM 'touch " + mark().string() + "';";
  }
  /// The same in a body that hides whether it was refused.
  std::string reach_quietly() const {
    return "BEGIN EXECUTE $x$" + reach() + "$x$; EXCEPTION WHEN insufficient_privilege THEN END;";
  }
};

TEST_F(Untrusted, ScriptsHaveNoRightBeyondTheirDatabase) {
  const std::string file = mark().string();
  const std::vector<std::string> attempts{
      reach(),
      "COPY (SELECT 1) TO '" + file + "';",
      "CREATE TABLE t (x text); COPY t FROM '/etc/passwd';",
      "CREATE TABLE t (x text); COPY t FROM PROGRAM 'env';",
      "SELECT pg_read_file('/etc/passwd');",
      "SELECT pg_read_binary_file('postgresql.conf');",
      "SELECT pg_ls_dir('/');",
      "SELECT lo_import('/etc/passwd');",
      "SELECT lo_export(lo_create(0), '" + file + "');",
      "SELECT lo_from_bytea(424242, 'x'); SELECT lo_export(424242, '" + file + "');",
      "SELECT pg_reload_conf();",
      "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc.so.6', 'getpid';",
      "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_backend_pid';",
      "LOAD '/lib/x86_64-linux-gnu/libm.so.6';",
      "SET session_preload_libraries = 'x';",
      "ALTER ROLE CURRENT_USER SUPERUSER;",
      "ALTER ROLE postgres PASSWORD 'x';",
      "GRANT pg_execute_server_program TO CURRENT_USER;",
      "CREATE ROLE other SUPERUSER;",
      "SET ROLE postgres;",
      "SET SESSION AUTHORIZATION postgres;",
      "UPDATE pg_authid SET rolsuper = true;",
      "SELECT rolpassword FROM pg_authid;",
      "CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION pg_notify();",
  };
  std::string script;
  for (const auto& attempt : attempts) {
    script += "DO $d$ BEGIN EXECUTE $x$" + attempt + "$x$; RAISE $x$not refused: " + attempt +
              "$x$; EXCEPTION WHEN insufficient_privilege THEN END $d$;\n";
  }
  write_revision(1, script);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_FALSE(fs::exists(mark()));
}

TEST_F(Untrusted, ScriptsChangeNothingOfTheServer) {
  for (const std::string attempt : {"ALTER SYSTEM SET archive_command = 'x'", "CREATE DATABASE d",
                                    "CREATE TABLESPACE t LOCATION '/tmp'"}) {
    write("chain/1001_a.sql", "-- migrate:up transaction:false\n" + attempt + ";\n");
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("upgrade-fails"), HasSubstr("SQLSTATE 42501")));
  }
}

TEST_F(Untrusted, NothingOfTheChainRunsAsSomebodyElse) {
  const std::string body = "LANGUAGE plpgsql AS $f$ BEGIN " + reach_quietly();
  write_revision(
      1,
      "CREATE FUNCTION leap() RETURNS trigger " + body +
          " RETURN NEW; END $f$;\n"
          "CREATE FUNCTION truth(int) RETURNS boolean IMMUTABLE " +
          body +
          " RETURN true; END $f$;\n"
          "CREATE TABLE t (id int PRIMARY KEY CHECK (truth(id)), n int);\n"
          "CREATE INDEX ON t (n) WHERE truth(n);\n"
          "CREATE VIEW v AS SELECT truth(id) FROM t;\n"
          "CREATE TRIGGER leaps BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION leap();",
      "DROP VIEW v; DROP TABLE t; DROP FUNCTION leap(); DROP FUNCTION truth(int);");
  write_revision(2, "ALTER TABLE t ADD m int NOT NULL DEFAULT 0;", "ALTER TABLE t DROP m;");
  const Arguments trying_all{"--rows", "3", "--probe"};
  for (const std::string role : {"", "role = \"app\"\n"}) {
    configure(role);
    const auto result = verify(trying_all);
    EXPECT_LE(result.exit_code, 1) << result.out << result.err;
    EXPECT_THAT(result.out, Not(HasSubstr("upgrade-fails")));
    EXPECT_FALSE(fs::exists(mark())) << result.out;
  }
  // So the attempt is one: who trusts the chain is reached.
  configure("");
  (void)pgstair({"verify", folder().string(), "--rows", "3"});
  EXPECT_TRUE(fs::exists(mark()));
}

TEST_F(Untrusted, FilesAroundTheChainAreAStrangersToo) {
  write_revision(1, "CREATE TABLE t (id int);", "DROP TABLE t;");
  write("evil.sql", reach());
  write("fixtures/1001_a.sql", reach());
  write("model.sql", "CREATE TABLE t (id int); " + reach());
  for (const std::string key :
       {"init = [\"evil.sql\"]", "neighbours = [\"evil.sql\"]", "model = [\"model.sql\"]",
        "[rows]\nfixtures = \"fixtures\"", "[settings]\nsession_preload_libraries = \"x\"",
        "[[expect]]\nafter = \"1001_a\"\nquery = \"SELECT pg_ls_dir('/')\"\n"
        "rows = []"}) {
    configure(key + "\n");
    const auto result = verify();
    EXPECT_TRUE(result.exit_code == 1 || result.exit_code == 2) << key << result.out << result.err;
    EXPECT_THAT(result.out + result.err, AnyOf(HasSubstr("42501"), HasSubstr("permission denied")))
        << key;
    EXPECT_FALSE(fs::exists(mark())) << key;
  }
}

TEST_F(Untrusted, WhatWouldRunAsTheCallerIsRefused) {
  write_revision(1, "CREATE TABLE t (id int);", "DROP TABLE t;");
  const std::string touch = "touch " + mark().string();
  const std::vector<std::pair<std::string, std::string>> settings{
      {"model-command = \"" + touch + "\"", "model-command of an untrusted chain"},
      {"[commands]\nlist = \"" + touch + "\"\nupgrade = \"true\"", "[commands] of an untrusted"},
      {"pg-bin = \"bin\"", "`pg-bin` of an untrusted chain is not followed"},
      {"server = \"postgresql://u@localhost/d\"", "`server` of an untrusted chain"},
      {"model = \"postgresql://u@localhost/d\"", "of an untrusted chain is not followed"},
      {"role = \"postgres\"", "a role of Postgres itself"},
      {"role = \"pg_execute_server_program\"", "a role of Postgres itself"},
      {"format = \"alembic\"\npython = \"" + folder().string() + "/python\"", "--trusted-python"}};
  write("python", "#!/bin/sh\n" + touch + "\n");
  write("bin/initdb", "#!/bin/sh\n" + touch + "\n");
  for (const std::string program : {"python", "bin/initdb"})
    fs::permissions(folder() / program, fs::perms{0755});
  for (const auto& [key, reason] : settings) {
    configure(key + "\n");
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 2) << key << result.out << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason)) << key;
    EXPECT_FALSE(fs::exists(mark())) << key;
  }
  configure("untrusted = true\nmodel-command = \"" + touch + "\"\n");
  EXPECT_EQ(pgstair({"verify", folder().string()}).exit_code, 2);
  EXPECT_EQ(verify({"--server", "postgresql://u@localhost/d"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(mark()));
}

TEST_F(Untrusted, AnOrdinaryChainIsVerifiedWithItsExtensions) {
  write_revision(1, "CREATE EXTENSION dblink;\nCOMMENT ON EXTENSION dblink IS 'links';",
                 "DROP EXTENSION dblink;");
  write_revision(2,
                 "CREATE TABLE t (id int PRIMARY KEY, n text CHECK (n <> ''));\n"
                 "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
                 "DROP FUNCTION f(); DROP TABLE t;");
  write_revision(3, "CREATE EXTENSION IF NOT EXISTS pgcrypto;", "DROP EXTENSION pgcrypto;");
  write("model.sql",
        "CREATE EXTENSION dblink; COMMENT ON EXTENSION dblink IS 'links';\n"
        "CREATE EXTENSION pgcrypto;\n"
        "CREATE TABLE t (id int PRIMARY KEY, n text CHECK (n <> ''));\n"
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';");
  configure("model = [\"model.sql\"]\n");
  const auto result = verify({"--probe", "--rows", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("not checked  extensions: made before the untrusted chain, "
                                    "whose statements about them were left out: dblink, pgcrypto"));
}

TEST_F(Untrusted, AnExtensionThatCannotBeMadeIsNoSuccess) {
  write_revision(1, "CREATE EXTENSION no_such_extension;");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr("the extension no_such_extension cannot be made"));
}

TEST_F(Untrusted, AnExtensionMadeBeforehandOpensNoDoor) {
  write_revision(1, "CREATE EXTENSION dblink;");
  // 2F003: a password is required, which a server that trusts its sockets does not ask for.
  write_revision(
      2,
      "DO $$ BEGIN PERFORM dblink_connect('user=postgres dbname=template1'); RAISE 'in'; "
      "EXCEPTION WHEN sqlstate '2F003' THEN END $$;\n"
      "DO $$ BEGIN PERFORM dblink_connect_u('user=postgres dbname=template1'); RAISE "
      "'in'; EXCEPTION WHEN insufficient_privilege THEN END $$;");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

}  // namespace
}  // namespace pgstair::cli

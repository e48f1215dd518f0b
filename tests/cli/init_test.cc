// SPDX-License-Identifier: MIT
//
// pgstair init on the layouts of public repositories: which chains it sees, what it writes, and
// that what it wrote is what `pgstair verify` then reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"
#include "support/text.h"
#include "verify/options.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Init : public CliTest {
 protected:
  ProcessResult init(Arguments arguments = {}) const {
    arguments.insert(arguments.begin(), "init");
    return pgstair(arguments, folder());
  }
  std::string written(const std::string& name = "pgstair.toml") const {
    return read_file(folder() / name);
  }
  bool is_there(const std::string& name) const { return std::filesystem::exists(folder() / name); }

  /// Two migrations of golang-migrate; the second refers to somebody else's table.
  void write_golang_chain(const std::string& in) const {
    write(in + "/1_users.up.sql", "CREATE TABLE users (id int);");
    write(in + "/1_users.down.sql", "DROP TABLE users;");
    write(in + "/2_owner.up.sql", "ALTER TABLE users ADD owner uuid REFERENCES auth.users (id);");
    write(in + "/2_owner.down.sql", "ALTER TABLE users DROP owner;");
  }
};

TEST_F(Init, WritesWhatOneChainNeedsAndVerifyTakesIt) {
  write("backend/db/migrations/0001_a.sql",
        "-- migrate:up\nCREATE TABLE app.t (id int);\n-- migrate:down\nDROP TABLE app.t;\n");
  write("backend/db/schema.sql",
        "--\n-- PostgreSQL database dump\n--\nCREATE TABLE app.t (id int);");
  write("docker/init.sql", "CREATE SCHEMA app;");
  write("compose.yaml",
        "services:\n  db:\n    image: \"postgres:99-alpine\"\n    volumes:\n"
        "      - ./docker/init.sql:/docker-entrypoint-initdb.d/init.sql:ro\n");
  const auto result = init();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("Found:\n  backend/db/migrations: dbmate, 1 revision\n"
                                     "    1 of its files looks like "));
  EXPECT_THAT(result.out, HasSubstr("Written: pgstair.toml\n\nNext:\n  pgstair verify\n"));
  EXPECT_THAT(written(),
              AllOf(HasSubstr("\nchain = \"backend/db/migrations\"\n"
                              "format = \"native\"\n"),
                    HasSubstr("\nmodel = [\"backend/db/schema.sql\"]"),
                    HasSubstr("# compose.yaml:3 names postgres:99-alpine. That version "
                              "is not installed here"),
                    HasSubstr("\n# pg = \"99\"\n"), HasSubstr("\ninit = [\"docker/init.sql\"]\n")));
  EXPECT_EQ(pgstair({"verify"}, folder()).exit_code, 0);

  write("pgstair.toml", "chain = \"elsewhere\"\n");
  const auto again = init();
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.out, HasSubstr("Left as it is: pgstair.toml\n"));
  EXPECT_EQ(written(), "chain = \"elsewhere\"\n");
}

TEST_F(Init, GivesEachChainOfARepositoryItsOwnFileAndLeavesOutWhatNobodyDeploys) {
  // As in kratos, zkevm-node and a repository of several services.
  write_golang_chain("services/billing/db/migrations");
  write("services/auth/migrations/20240131_a.up.sql", "CREATE TABLE a (id int);");
  write("services/auth/migrations/20240131_a.mysql.up.sql", "CREATE TABLE a (id int);");
  write_golang_chain("services/old/migrations/mysql");
  write_golang_chain("testdata/migrations");
  write_golang_chain("node_modules/somebody/migrations");
  write(".github/workflows/ci.yml", "    services:\n      postgres:\n        image: postgres:99\n");
  const auto result = init();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("services/auth/migrations: pop, 1 revision\n"),
                                HasSubstr("left out: it is for another server, by its name: mysql"),
                                HasSubstr("left out: it is deployed nowhere, by its folder's name: "
                                          "testdata"),
                                Not(HasSubstr("node_modules"))));
  EXPECT_THAT(result.out, HasSubstr("Next:\n  pgstair verify services/auth\n"
                                    "  pgstair verify services/billing\n"));
  EXPECT_THAT(result.out, HasSubstr("In CI (.github/workflows/migrations.yml):"));
  EXPECT_THAT(result.out, HasSubstr("- run: pgstair verify services/auth --format junit -o "
                                    "migrations1.xml\n"));
  EXPECT_THAT(written("services/billing/pgstair.toml"),
              AllOf(HasSubstr("\nchain = \"db/migrations\"\n"),
                    HasSubstr("pg_dump --schema-only -n auth \"$PRODUCTION_URL\"")));
  EXPECT_FALSE(is_there("pgstair.toml"));
  for (const char* service : {"services/auth", "services/billing"})
    EXPECT_NO_THROW(verify::read_configuration(folder() / service));
}

TEST_F(Init, TellsAnAlembicProjectFromTheEnvPyWhichAddressItWants) {
  write("server/alembic.ini", "[alembic]\nscript_location = %(here)s/migrations\n");
  write("server/migrations/env.py",
        "import os\nfrom sqlalchemy.ext.asyncio import create_async_engine\n"
        "host = os.environ['POSTGRES_HOST']\nurl = os.getenv(\"SQLALCHEMY_DATABASE_URI\")\n"
        "cache = os.environ.get('REDIS_URL')\n");
  write("server/uv.lock", "");
  ASSERT_EQ(init().exit_code, 0);
  EXPECT_THAT(written(), AllOf(HasSubstr("\nconfig = \"server/alembic.ini\"\n"),
                               HasSubstr("\npython = \"uv run python\""),
                               HasSubstr("\nPOSTGRES_HOST = \"{host}\"\n"),
                               HasSubstr("\nSQLALCHEMY_DATABASE_URI = \"postgresql+asyncpg://"),
                               Not(HasSubstr("REDIS"))));
  const auto options = verify::read_configuration(folder());
  EXPECT_EQ(options.alembic.environment.size(), 2U);
}

TEST_F(Init, GivesAChainInCodeTheCommandsOfItsTool) {
  write("api/knexfile.js", "module.exports = {};\n");
  write("api/migrations/20240131120000_users.js", "exports.up = () => {};\n");
  ASSERT_EQ(init().exit_code, 0);
  const auto options = verify::read_configuration(folder() / "api");
  ASSERT_TRUE(options.commands);
  EXPECT_EQ(options.commands->list, "ls migrations");
  EXPECT_EQ(options.commands->upgrade, "npx knex migrate:up {revision}");
  EXPECT_EQ(options.commands->downgrade, "npx knex migrate:down {revision}");
}

TEST_F(Init, SaysWhatCouldNotBeReadAndProposesCommands) {
  write("migrations/1_a.do.sql", "SELECT 1;");
  write("migrations/1_a.undo.sql", "SELECT 1;");
  write("migrations/2_b.do.sql", "SELECT 1;");
  const auto result = init();
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("it is named as a migration of postgrator"));
  EXPECT_THAT(written(), HasSubstr("\n# [commands]\n# list = \"ls migrations\"\n"));
}

TEST_F(Init, PrintsWithoutWriting) {
  write_golang_chain("migrations");
  const auto result = init({"--print"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out,
              AllOf(StartsWith("# pgstair.toml\n"), HasSubstr("\nformat = \"golang-migrate\"\n")));
  EXPECT_FALSE(is_there("pgstair.toml"));
}

TEST_F(Init, ListsWhatIsReadWhereItFindsNothing) {
  write("README.md", "");
  const auto result = init();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("no migrations were found here"),
                                HasSubstr("\n  goose: N_name.sql with -- +goose Up"),
                                HasSubstr("\n  alembic: "), HasSubstr("[commands]")));
}

}  // namespace
}  // namespace pgstair::cli

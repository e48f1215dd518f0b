// SPDX-License-Identifier: MIT
//
// Code of the project that connects by itself, without SQLAlchemy: it gets to pgstair's database or
// nowhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"
#include "installation_under_test.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "support/file.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Python that connects to ADDRESS and makes a table there.
struct Client {
  std::string driver;
  std::string code;
};

void PrintTo(const Client& client, std::ostream* out) { *out << client.driver; }

class PastSqlalchemy : public ProjectTest, public testing::WithParamInterface<Client> {
 protected:
  PastSqlalchemy() {
    write("client.py", "import asyncio\nimport os\n\n\n" + GetParam().code);
    configure("prepend_sys_path = .\n");
  }

  void SetUp() override {
    ProjectTest::SetUp();
    const std::string module = GetParam().code.find("psycopg2") != std::string::npos  ? "psycopg2"
                               : GetParam().code.find("asyncpg") != std::string::npos ? "asyncpg"
                                                                                      : "psycopg";
    if (const auto missing = missing_python_packages({module}); !missing.empty())
      GTEST_SKIP() << missing;
  }

  void TearDown() override {
    elsewhere_.reset();
    ProjectTest::TearDown();
  }

  std::string tables_elsewhere() {
    return elsewhere_->session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        .text(0, 0);
  }

  /// A call that connects to the developers' database.
  std::string call() const {
    return "__import__('client').connect('" + elsewhere_->database->url() + "')";
  }

  void expect_stopped(const std::string& where) {
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr(elsewhere_->database->name()), HasSubstr(where),
                                  HasSubstr("nothing was run there"), HasSubstr("DATABASE_URL")));
    EXPECT_EQ(tables_elsewhere(), "0");
  }

  struct Elsewhere {
    server::DisposableServer server{{installation_under_test(), false, std::nullopt}};
    std::unique_ptr<postgres::ScratchDatabase> database = server.create();
    postgres::Session session{database->conninfo()};
  };
  std::unique_ptr<Elsewhere> elsewhere_ = std::make_unique<Elsewhere>();
};

TEST_P(PastSqlalchemy, AnEnvIsStopped) {
  write("migrations/env.py", call() + "\n" + env_of_the_template);
  expect_stopped("client.py:");
}

TEST_P(PastSqlalchemy, AModelThatConnectsWhenItIsImportedIsStopped) {
  write("models.py", call() + "\n");
  write("migrations/env.py", std::string("import models\n") + env_of_the_template);
  expect_stopped("client.py:");
}

TEST_P(PastSqlalchemy, ARevisionIsStoppedWhenItIsLoaded) {
  write_table("a2", "'a1'", call());
  expect_stopped("client.py:");
}

TEST_P(PastSqlalchemy, ARevisionIsStoppedWhenItRuns) {
  write_revision("a2", "'a1'", call());
  expect_stopped("a2.py:");
}

TEST_P(PastSqlalchemy, NoExceptHidesIt) {
  write("migrations/env.py",
        "try:\n    " + call() + "\nexcept BaseException:\n    pass\n" + env_of_the_template);
  expect_stopped("client.py:");
}

TEST_P(PastSqlalchemy, PgstairsOwnDatabaseIsOpen) {
  write_revision("a2", "'a1'",
                 "__import__('client').connect(__import__('os').environ['DATABASE_URL'], "
                 "'t_a2')");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

INSTANTIATE_TEST_SUITE_P(
    Drivers, PastSqlalchemy,
    testing::Values(Client{"Psycopg2",
                           "def connect(address, table='stolen'):\n"
                           "    from psycopg2 import connect\n"
                           "    with connect(address) as one, one.cursor() as cursor:\n"
                           "        cursor.execute(f'CREATE TABLE {table} (id int)')\n"
                           "    one.close()\n"},
                    Client{"Psycopg",
                           "def connect(address, table='stolen'):\n"
                           "    from psycopg import connect\n"
                           "    with connect(address) as one:\n"
                           "        one.execute(f'CREATE TABLE {table} (id int)')\n"},
                    Client{"PsycopgAsync",
                           "def connect(address, table='stolen'):\n"
                           "    asyncio.run(_connect(address, table))\n\n\n"
                           "async def _connect(address, table):\n"
                           "    from psycopg import AsyncConnection\n"
                           "    async with await AsyncConnection.connect(address) as one:\n"
                           "        await one.execute(f'CREATE TABLE {table} (id int)')\n"},
                    Client{"Asyncpg",
                           "def connect(address, table='stolen'):\n"
                           "    asyncio.run(_connect(address, table))\n\n\n"
                           "async def _connect(address, table):\n"
                           "    import asyncpg\n"
                           "    one = await asyncpg.connect(address)\n"
                           "    await one.execute(f'CREATE TABLE {table} (id int)')\n"
                           "    await one.close()\n"}),
    [](const auto& client) { return client.param.driver; });

class PastSqlalchemyByAService : public ProjectTest {};

TEST_F(PastSqlalchemyByAService, IsStoppedOnceTheNameIsKnown) {
  server::DisposableServer elsewhere({installation_under_test(), false, std::nullopt});
  const auto developers = elsewhere.create();
  const auto address = postgres::ConnectionString::parse(developers->conninfo());
  write("service.conf", "[dev]\nhost=" + *address.get("host") + "\nport=" + *address.get("port") +
                            "\nuser=" + *address.get("user") + "\ndbname=" + developers->name() +
                            "\n");
  write("pgstair.toml", "python = \"/usr/bin/python3\"\n[environment]\nPGSERVICEFILE = \"" +
                            (folder() / "service.conf").string() + "\"\n");
  write("migrations/env.py",
        std::string("import psycopg2\npsycopg2.connect('service=dev')\n") + env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
  EXPECT_THAT(result.err, AllOf(HasSubstr(developers->name()), HasSubstr("env.py:2")));
}

}  // namespace
}  // namespace pgstair::cli

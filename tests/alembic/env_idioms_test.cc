// SPDX-License-Identifier: MIT
//
// How the env.py files of public projects come by their database: each is verified unchanged, most
// without a setting.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What follows where `connection` is open.
const std::string migrate = R"(
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
)";

/// What follows where `url` is known.
const std::string migrate_by_url =
    "\nwith create_engine(url, poolclass=pool.NullPool).connect() as connection:" + migrate;

/// The same asynchronously.
const std::string migrate_by_url_async = R"(

def migrate(connection):
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()


async def main():
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
)";

const std::string imports =
    "import os\nimport sys\nfrom logging.config import fileConfig\n"
    "from alembic import context\nfrom sqlalchemy import create_engine, engine_from_config, pool\n"
    "config = context.config\n";

const std::string asynchronous =
    imports + "import asyncio\nfrom sqlalchemy.ext.asyncio import create_async_engine\n";

class AlembicEnvIdiom : public ProjectTest {
 protected:
  AlembicEnvIdiom() : ProjectTest({"asyncpg"}) {}

  void expect_verified() const {
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
  void expect_verified(const std::string& env) const {
    write("migrations/env.py", env);
    expect_verified();
  }
};

TEST_F(AlembicEnvIdiom, TheAddressReplacesTheConfigurations) {
  expect_verified(imports + R"(
config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"])
engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.")
with engine.connect() as connection:)" +
                  migrate);
}

TEST_F(AlembicEnvIdiom, TheAddressReplacesThatOfASection) {
  expect_verified(imports + R"(
section = config.config_ini_section
config.set_section_option(section, "sqlalchemy.url", os.getenv("DATABASE_URL"))
url = config.get_main_option("sqlalchemy.url")
)" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, TheAddressIsMendedAsForHeroku) {
  expect_verified(imports + R"(
url = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://", 1)
)" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, AnXArgumentMayNameAnother) {
  expect_verified(imports + R"(
arguments = context.get_x_argument(as_dictionary=True)
url = arguments.get("url") or config.get_main_option("sqlalchemy.url")
)" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, AConnectionMayComeInTheAttributes) {
  expect_verified(imports + R"(
connectable = config.attributes.get("connection", None)
if connectable is None:
    connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.")
with connectable.connect() as connection:)" +
                  migrate);
}

TEST_F(AlembicEnvIdiom, ThePartsAreThoseOfLibpq) {
  expect_verified(imports + R"(
from sqlalchemy.engine import URL
url = URL.create("postgresql+psycopg2", username=os.environ["PGUSER"],
                 host=os.environ["PGHOST"], port=int(os.environ["PGPORT"]),
                 database=os.environ["PGDATABASE"])
)" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, LibpqFindsItAlone) {
  expect_verified(imports + "url = 'postgresql://'\n" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, APlaceholderOfTheConfigurationIsFilledIn) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\n"
        "sqlalchemy.url = "
        "postgresql://%(DB_USER)s:%(DB_PASS)s@%(DB_HOST)s:%(DB_PORT)s/%(DB_NAME)s\n");
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\n[environment]\nDB_USER = \"{user}\"\nDB_PASS = "
        "\"{password}\"\nDB_HOST = \"{host}\"\nDB_PORT = \"{port}\"\nDB_NAME = \"{database}\"\n");
  expect_verified(imports + R"(
section = config.config_ini_section
for name in ("DB_USER", "DB_PASS", "DB_HOST", "DB_PORT", "DB_NAME"):
    config.set_section_option(section, name, os.environ.get(name, ""))
config.set_main_option("sqlalchemy.url", "postgresql://%(DB_USER)s:%(DB_PASS)s@%(DB_HOST)s:%(DB_PORT)s/%(DB_NAME)s")
engine = engine_from_config(config.get_section(section), prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:)" +
                  migrate);
}

TEST_F(AlembicEnvIdiom, TheTemplateConfiguresLogging) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\n[loggers]\nkeys = root\n[handlers]\nkeys = "
        "console\n[formatters]\nkeys = plain\n[logger_root]\nlevel = WARN\nhandlers = console\n"
        "[handler_console]\nclass = StreamHandler\nargs = (sys.stderr,)\nformatter = plain\n"
        "[formatter_plain]\nformat = %(message)s\n");
  expect_verified(imports +
                  "fileConfig(config.config_file_name)\nurl = os.environ['DATABASE_URL']\n" +
                  migrate_by_url);
}

TEST_F(AlembicEnvIdiom, TheAsynchronousTemplate) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql+asyncpg://a@b/c\n");
  expect_verified(asynchronous + "url = config.get_main_option('sqlalchemy.url')\n" +
                  migrate_by_url_async);
}

TEST_F(AlembicEnvIdiom, TheDriverIsReplacedInTheAddress) {
  expect_verified(asynchronous + R"(
url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
)" + migrate_by_url_async);
}

TEST_F(AlembicEnvIdiom, AnAsyncEngineAroundASynchronousOne) {
  expect_verified(asynchronous + R"(
from sqlalchemy.ext.asyncio import AsyncEngine
url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://")
create_async_engine = lambda url, **options: AsyncEngine(create_engine(url, future=True, **options))
)" + migrate_by_url_async);
}

/// The templates of a widespread web framework, with their own names.
const std::string composed_of_settings = R"(
from dataclasses import dataclass, field


def setting(name, default):
    return field(default_factory=lambda: os.environ.get(name, default))


@dataclass
class Settings:
    user: str = setting("POSTGRES_USER", "app")
    password: str = setting("POSTGRES_PASSWORD", "secret")
    server: str = setting("POSTGRES_SERVER", "localhost")
    port: int = setting("POSTGRES_PORT", "5432")
    db: str = setting("POSTGRES_DB", "app")


settings = Settings()
url = f"postgresql+asyncpg://{settings.user}:{settings.password}@{settings.server}:{settings.port}/{settings.db}"
)";

TEST_F(AlembicEnvIdiom, ComposedOfSettingsIsToldWithTheLinesToWrite) {
  write("migrations/env.py", asynchronous + composed_of_settings + migrate_by_url_async);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("nothing was run there"), HasSubstr("[environment]\n"),
                                HasSubstr("POSTGRES_SERVER = \"{host}\""),
                                HasSubstr("POSTGRES_DB = \"{database}\""),
                                HasSubstr("POSTGRES_PASSWORD = \"{password}\"")));
}

TEST_F(AlembicEnvIdiom, ComposedOfSettings) {
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\n[environment]\nPOSTGRES_USER = \"{user}\"\n"
        "POSTGRES_PASSWORD = \"{password}\"\nPOSTGRES_SERVER = \"{host}\"\n"
        "POSTGRES_PORT = \"{port}\"\nPOSTGRES_DB = \"{database}\"\n");
  expect_verified(asynchronous + composed_of_settings + migrate_by_url_async);
}

const std::string composed_of_libpqs = R"(
e = os.environ
url = f"postgresql://{e['PGUSER']}:{e['PGPASSWORD']}@{e['PGHOST']}:{e['PGPORT']}/{e['PGDATABASE']}"
)";

TEST_F(AlembicEnvIdiom, ComposedOfVariablesThatAreSetNeedsNoSetting) {
  expect_verified(imports + composed_of_libpqs + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, ComposedWithoutAPassword) {
  expect_verified(imports + R"(
e = os.environ
url = f"postgresql+psycopg2://{e['PGUSER']}@{e['PGHOST']}:{e['PGPORT']}/{e['PGDATABASE']}"
)" + migrate_by_url);
}

TEST_F(AlembicEnvIdiom, MayBeToldTheSocketAllTheSame) {
  write("pgstair.toml", "python = \"/usr/bin/python3\"\nlisten = \"socket\"\n");
  write("migrations/env.py", imports + composed_of_libpqs + migrate_by_url);
  EXPECT_EQ(verify().exit_code, 3);
  write("pgstair.toml", "python = \"/usr/bin/python3\"\nlisten = \"tcp\"\n");
  expect_verified(imports + composed_of_libpqs + "assert e['PGHOST'] == '127.0.0.1'\n" +
                  migrate_by_url);
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// What keeps an Alembic project from being verified is exit code 3 with the file, the line and what
// to do; and, as AlembicTest sees to, no process of the project's stays behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "alembic/alembic_test.h"
#include "installation_under_test.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "python_packages.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* plain_env = R"(from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
section = config.get_section(config.config_ini_section)
engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
)";

/// A project in a folder of the test, with one good revision; each test breaks something.
class AlembicEnvironment : public AlembicTest {
 protected:
  AlembicEnvironment() {
    write("alembic.ini",
          "[alembic]\nscript_location = migrations\n"
          "sqlalchemy.url = postgresql://app@db.example.com/app\n");
    write("pgstair.toml", "python = \"/usr/bin/python3\"\n");
    write("migrations/env.py", plain_env);
    write_revision("a1", "None", "op.execute('CREATE TABLE t (id int)')");
  }

  void write_revision(const std::string& id, const std::string& parent, const std::string& upgrade,
                      const std::string& imports = "") const {
    write("migrations/versions/" + id + ".py",
          imports + "from alembic import op\n\nrevision = '" + id + "'\ndown_revision = " + parent +
              "\n\n\ndef upgrade():\n    " + upgrade +
              "\n\n\ndef downgrade():\n    op.execute('DROP TABLE t')\n");
  }

  ProcessResult verify(Arguments more = {}) const {
    more.insert(more.begin(), {"verify", folder().string()});
    return pgstair(more);
  }
};

TEST_F(AlembicEnvironment, AGoodProjectPasses) {
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 revision"));
}

TEST_F(AlembicEnvironment, AProjectWithoutRevisionsIsAnEmptyChain) {
  std::filesystem::remove_all(folder() / "migrations/versions");
  std::filesystem::create_directory(folder() / "migrations/versions");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("empty-chain"));
}

TEST_F(AlembicEnvironment, LeavesNoFileInTheProject) {
  verify();
  EXPECT_FALSE(std::filesystem::exists(folder() / "migrations/__pycache__"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "migrations/versions/__pycache__"));
}

TEST_F(AlembicEnvironment, AnEnvThatFailsIsNamedWithItsLine) {
  write("migrations/env.py", "import os\n\nurl = os.environ['SHOP_SETTINGS']\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/env.py:3"), HasSubstr("KeyError"),
                                HasSubstr("SHOP_SETTINGS"), Not(HasSubstr("Traceback"))));
  EXPECT_THAT(verify({"--verbose"}).err, HasSubstr("Traceback"));
}

TEST_F(AlembicEnvironment, AnEnvThatRunsNoMigrationsIsTold) {
  write("migrations/env.py", "x = 1\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("without calling context.run_migrations()"));
}

TEST_F(AlembicEnvironment, AnEnvThatExitsIsTold) {
  write("migrations/env.py", "import sys\nsys.exit('not today')\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/env.py:2"), HasSubstr("not today")));
}

TEST_F(AlembicEnvironment, AMissingInterpreterIsNamed) {
  write("pgstair.toml", "python = \".venv/bin/python\"\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr(".venv/bin/python"), HasSubstr("pgstair.toml")));
}

TEST_F(AlembicEnvironment, AnInterpreterThatIsNoneIsTold) {
  write("pgstair.toml", "python = \"/bin/false\"\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("/bin/false"), HasSubstr("exit status 1")));
}

TEST_F(AlembicEnvironment, APythonWithoutAlembicSaysWhatToInstall) {
  write("pgstair.toml", "python = \"/usr/bin/python3 -S\"\n");  // without site-packages
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("No module named 'alembic'"),
                                HasSubstr("-m pip install alembic"), HasSubstr("python3")));
}

TEST_F(AlembicEnvironment, AllModulesThatAreMissingAreToldAtOnce) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"
        "sqlalchemy.url = postgresql://app@db.example.com/app\n");
  write("shop/__init__.py", "");
  write("shop/models.py", "import not_there_first\nfrom shop import images\nfrom . import tools\n");
  write("shop/images.py", "from PIL_of_nobody import Image\nimport yaml_of_nobody.loader\n");
  write("shop/tools.py",
        "import typing\ntry:\n    import fast_of_nobody\nexcept ImportError:\n    pass\n"
        "if typing.TYPE_CHECKING:\n    import types_of_nobody\n\n\n"
        "def later():\n    import late_of_nobody\n");
  const auto env = read_file(folder() / "migrations/env.py");
  write("migrations/env.py", "from shop import models\n" + env);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err,
              HasSubstr("-m pip install not-there-first PIL-of-nobody yaml-of-nobody)"));
}

TEST_F(AlembicEnvironment, WhatTheProjectsOwnPackageNeedsIsToldBeforeItIsFound) {
  write("shop/__init__.py", "");
  write("shop/models.py", "import yaml_of_nobody\n");
  const auto env = read_file(folder() / "migrations/env.py");
  write("migrations/env.py", "import shop.models\n" + env);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("prepend_sys_path = ."),
                                HasSubstr("-m pip install yaml-of-nobody)")));
}

TEST_F(AlembicEnvironment, APartOfANamespaceIsAPackageOfItsOwn) {
  write("lib-packages/acme/one.py", "");  // as site-packages has several of them
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\nenvironment.PYTHONPATH = \"lib-packages\"\n");
  const auto env = read_file(folder() / "migrations/env.py");
  write("migrations/env.py", "import acme.one\nimport acme.two\nimport acme.three\n" + env);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("-m pip install acme.two acme.three)"));
}

TEST_F(AlembicEnvironment, ANameThatAnInstalledPackageLacksIsAnotherVersion) {
  write("requirements.txt", "SQLAlchemy==99.0\n");
  write("migrations/env.py", "from sqlalchemy.orm import NameOfALaterVersion\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("wants another version of it"), HasSubstr("sqlalchemy "),
                                HasSubstr("in requirements.txt")));
}

TEST_F(AlembicEnvironment, APackageWhoseModuleIsCalledOtherwiseIsToldByItsName) {
  write("migrations/env.py", "import cv2.of_nobody, pptx, fitz\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("install opencv-python-headless python-pptx pymupdf)"));
}

TEST_F(AlembicEnvironment, TheProjectsOwnPackageIsNeverToBeInstalled) {
  write("deploy/alembic.ini",
        "[alembic]\nscript_location = %(here)s/../migrations\n"
        "sqlalchemy.url = postgresql://app@db.example.com/app\n");
  write("pyproject.toml", "[project]\nname = 'shop'\n");
  write("pgstair.toml", "python = \"/usr/bin/python3\"\nconfig = \"deploy/alembic.ini\"\n");
  write("src/shop/__init__.py", "");
  const auto env = read_file(folder() / "migrations/env.py");
  write("migrations/env.py", "import shop.models\n" + env);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("prepend_sys_path = ../src"), Not(HasSubstr("pip"))));
}

TEST_F(AlembicEnvironment, TheProjectsOwnMetadataIsThereOnceItIsInstalledFromItsFolder) {
  write("pyproject.toml", "[project]\nname = \"shop-of-nobody\"\n");
  write("migrations/env.py", "import importlib.metadata as m\nm.version('shop-of-nobody')\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("--no-deps -e " + folder().string()),
                                Not(HasSubstr("install shop-of-nobody"))));
}

TEST_F(AlembicEnvironment, APartThatIsMissingOfThePackageIsNoPackage) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"
        "sqlalchemy.url = postgresql://app@db.example.com/app\n");
  write("shop/__init__.py", "");
  write("migrations/env.py", "import shop.generated\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("No module named 'shop.generated'"),
                                HasSubstr("has no such module"), Not(HasSubstr("pip"))));
}

TEST_F(AlembicEnvironment, AMissingDriverSaysWhatToInstall) {
  write("alembic.ini",
        "[alembic]\nscript_location = migrations\n"
        "sqlalchemy.url = postgresql+pg8000://app@db.example.com/app\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("migrations/env.py:6"), HasSubstr("-m pip install pg8000")));
}

TEST_F(AlembicEnvironment, ARevisionThatCannotBeImportedIsNamedWithItsLine) {
  write_revision("a2", "'a1'", "pass", "import os\nimport shop_models\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/versions/a2.py:2"),
                                HasSubstr("No module named 'shop_models'")));
}

TEST_F(AlembicEnvironment, ASyntaxErrorIsNamedWithItsLine) {
  write("migrations/versions/a2.py", "revision = 'a2'\ndown_revision = = 'a1'\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("migrations/versions/a2.py:2"), HasSubstr("SyntaxError")));
}

TEST_F(AlembicEnvironment, ARevisionThatHangsIsStoppedWhereItIsAndTheWalkGoesOn) {
  write_revision("a2", "'a1'", "import subprocess; subprocess.run(['sleep', '3600'])");
  write_revision("a3", "'a1'", "op.execute('CREATE TABLE t2 (id int); SELECT pg_sleep(3600)')");
  write_revision("a4", "'a1'", "op.execute('SELECT 1 FROM no_table')");
  const auto result = verify({"--timeout", "2"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const std::string stopped = "The upgrade was stopped: it was not over within 2 s\n      | ";
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("versions/a2.py:8"), HasSubstr(stopped + "import subprocess"),
            HasSubstr("versions/a3.py:4"), HasSubstr("line 8\n    " + stopped + "CREATE TABLE t2"),
            HasSubstr("relation \"no_table\" does not exist")));
}

TEST_F(AlembicEnvironment, WhereAnAsynchronousRevisionWaitsIsKnown) {
  if (const auto missing = missing_python_packages({"asyncpg"}); !missing.empty())
    GTEST_SKIP() << missing;
  write("migrations/env.py", R"(import asyncio
import os

from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine


def migrate(connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


async def main():
    address = os.environ["DATABASE_URL"].replace("postgresql:", "postgresql+asyncpg:")
    async with create_async_engine(address).connect() as connection:
        await connection.run_sync(migrate)


asyncio.run(main())
)");
  write_revision("a2", "'a1'", "op.execute('SELECT pg_sleep(3600)')");
  const auto result = verify({"--timeout", "2"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("versions/a2.py:8"), HasSubstr("| SELECT pg_sleep(3600)")));
}

TEST_F(AlembicEnvironment, AWorkerThatDiesIsTold) {
  write_revision("a2", "'a1'", "import os; print('about to go', flush=True); os.abort()");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("a2"), HasSubstr("SIGABRT"), HasSubstr("about to go")));
}

TEST_F(AlembicEnvironment, AKilledRunLeavesNoWorker) {
  write_revision("a2", "'a1'",
                 "import subprocess; open('started', 'w'); subprocess.run(['sleep', '3600'])");
  Running run({"verify", folder().string()}, folder() / "output");
  ASSERT_TRUE(server::eventually([&] { return std::filesystem::exists(folder() / "started"); }));
  run.signal(SIGKILL);
  run.end();
}

/// Another database that an env.py might lead to, and whether anything was done there.
TEST_F(AlembicEnvironment, AnEnvThatConnectsElsewhereIsStoppedBeforeItRunsAnything) {
  server::DisposableServer elsewhere({installation_under_test(), false, std::nullopt});
  const auto developers = elsewhere.create();
  postgres::Session session(developers->conninfo());
  const auto tables = [&] {
    return session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").text(0, 0);
  };
  std::string env = plain_env;
  env = replace_all(env, "section = ",
                    "config.set_main_option('sqlalchemy.url', '" +
                        replace_all(developers->url(), "%", "%%") + "')\nsection = ");
  for (const std::string swallowed : {"", "try:\n    run()\nexcept Exception:\n    pass\n"}) {
    write("migrations/env.py",
          swallowed.empty()
              ? env
              : "def run():\n    " + replace_all(env, "\n", "\n    ") + "\n" + swallowed);
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 3) << result.out;
    EXPECT_THAT(result.err, AllOf(HasSubstr(developers->name()), HasSubstr("migrations/env.py"),
                                  HasSubstr("nothing was run there"), HasSubstr("DATABASE_URL")));
    EXPECT_EQ(tables(), "0");
  }
}

TEST_F(AlembicEnvironment, AnAddressThatHidesInTheServiceFileIsSeenAfterTheConnection) {
  server::DisposableServer elsewhere({installation_under_test(), false, std::nullopt});
  const auto developers = elsewhere.create();
  postgres::Session session(developers->conninfo());
  const auto address = postgres::ConnectionString::parse(developers->conninfo());
  write("service.conf", "[dev]\nhost=" + *address.get("host") + "\nport=" + *address.get("port") +
                            "\nuser=" + *address.get("user") + "\ndbname=" + developers->name() +
                            "\n");
  write("migrations/env.py",
        replace_all(replace_all(plain_env, "engine_from_config(section, prefix=\"sqlalchemy.\", ",
                                "create_engine('postgresql://?service=dev', "),
                    "engine_from_config", "create_engine"));
  write("pgstair.toml", "python = \"/usr/bin/python3\"\n[environment]\nPGSERVICEFILE = \"" +
                            (folder() / "service.conf").string() +
                            "\"\nPGDATABASE = \"\"\nPGHOST = \"\"\nPGPORT = \"\"\nPGUSER = \"\"\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr(developers->name()));
  EXPECT_EQ(
      session.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").text(0, 0),
      "0");
}

TEST_F(AlembicEnvironment, TheFolderOfTheScriptsIsAskedBack) {
  const auto result =
      pgstair({"verify", (folder() / "migrations").string(), "--chain-format", "alembic"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("did you mean " + folder().string()));
}

}  // namespace
}  // namespace pgstair::cli

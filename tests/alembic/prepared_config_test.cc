// SPDX-License-Identifier: MIT
//
// Where the project's own program prepares Alembic's Config, `python-config` names the function.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class AlembicPreparedConfig : public ProjectTest {
 protected:
  void prepare_by(const std::string& function, const std::string& more = "") const {
    write("pgstair.toml",
          "python = \"/usr/bin/python3\"\npython-config = \"" + function + "\"\n" + more);
  }

  void env_uses(const std::string& expression) const {
    write("migrations/env.py",
          "from alembic import context\nfrom sqlalchemy import create_engine\n"
          "config = context.config\n"
          "with create_engine(" +
              expression +
              ").connect() as connection:\n    context.configure(connection=connection)\n"
              "    with context.begin_transaction():\n        context.run_migrations()\n");
  }

  void expect_verified() const {
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
};

const std::string makes_one =
    "import os\nfrom alembic.config import Config\n\n\ndef make():\n"
    "    config = Config('alembic.ini')\n    config.url = os.environ['DATABASE_URL']\n"
    "    return config\n";

TEST_F(AlembicPreparedConfig, AFunctionMayMakeIt) {
  write("manage.py", makes_one);
  env_uses("config.url");
  prepare_by("manage:make");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, AFunctionMayCompleteIt) {
  write("manage.py",
        "import os\n\n\ndef complete(config):\n"
        "    config.attributes['url'] = os.environ['DATABASE_URL']\n");
  env_uses("config.attributes['url']");
  prepare_by("manage:complete");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, TheFunctionMayStandInAFile) {
  write("tools/settings.py", "name = 'attributes'\n");
  write("tools/for_pgstair.py",
        "import os\nimport settings\n\n\nclass Of:\n    @staticmethod\n    def project(config):\n"
        "        getattr(config, settings.name)['url'] = os.environ['DATABASE_URL']\n");
  env_uses("config.attributes['url']");
  prepare_by("tools/for_pgstair.py:Of.project");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, AConnectionMayBeInIt) {
  write("manage.py",
        "import sqlalchemy\n\n\ndef complete(config):\n"
        "    engine = sqlalchemy.create_engine(config.get_main_option('sqlalchemy.url'))\n"
        "    config.attributes['engine'] = engine\n");
  write("migrations/env.py",
        "from alembic import context\n"
        "with context.config.attributes['engine'].connect() as connection:\n"
        "    context.configure(connection=connection)\n    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
  prepare_by("manage:complete");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, SeveralCallsOfTheProgramMayMakeIt) {
  write("settings.py",
        "import os\n\nread = {}\n\n\ndef load(arguments, project=None):\n"
        "    assert arguments == ['heads'] and project == 'shop'\n"
        "    read['url'] = os.environ['DATABASE_URL']\n");
  write("manage.py",
        "import settings\nfrom alembic.config import Config\n\n\ndef make():\n"
        "    config = Config('alembic.ini')\n    config.url = settings.read['url']\n"
        "    return config\n");
  env_uses("config.url");
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\n"
        "python-config = [\"settings:load(['heads'], project='shop')\", \"manage:make\"]\n");
  expect_verified();
}

/// Like a team's `manage.py upgrade head`: its Config is made in the function that migrates.
const std::string migrates =
    "import os, sys\nfrom alembic import command\nfrom alembic.config import Config\n"
    "state = {}\n\n\ndef main():\n"
    "    assert sys.argv[1:] == ['upgrade', 'head', '--quiet'], sys.argv\n"
    "    config = Config('alembic.ini')\n    config.url = os.environ['DATABASE_URL']\n"
    "    state['url'] = config.url\n    try:\n        command.upgrade(config, sys.argv[2])\n"
    "    finally:\n        state.clear()\n";

TEST_F(AlembicPreparedConfig, MayBeThatOfAProgramThatMigrates) {
  write("manage.py", migrates);
  env_uses("config.url");
  prepare_by("manage:main upgrade head --quiet");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, AProgramThatMigratesIsStillRunningMeanwhile) {
  write("manage.py", migrates);
  write("migrations/env.py",
        "import manage\nfrom alembic import context\nfrom sqlalchemy import create_engine\n"
        "with create_engine(manage.state['url']).connect() as connection:\n"
        "    context.configure(connection=connection)\n    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
  prepare_by("manage:main upgrade head --quiet");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, AConnectionOfTheProgramsIsNotTaken) {
  write("manage.py",
        "import os\nimport sqlalchemy\nfrom alembic import command\n"
        "from alembic.config import Config\n\n\ndef main():\n"
        "    config = Config('alembic.ini')\n"
        "    with sqlalchemy.create_engine(os.environ['DATABASE_URL']).begin() as connection:\n"
        "        connection.execute(sqlalchemy.text('SELECT 1'))\n"
        "        config.attributes['connection'] = connection\n"
        "        command.upgrade(config, 'head')\n");
  write("migrations/env.py",
        "from alembic import context\nfrom sqlalchemy import create_engine\n"
        "config = context.config\n"
        "given = config.attributes.get('connection', None)\n"
        "if given is None:\n    given = "
        "create_engine(config.get_main_option('sqlalchemy.url'))\n"
        "with given.connect() as connection:\n    context.configure(connection=connection)\n"
        "    with context.begin_transaction():\n        context.run_migrations()\n");
  prepare_by("manage:main");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, AFaultWithinAProgramIsTheProjectsAndNotThePrograms) {
  write("manage.py",
        "from alembic import command\nfrom alembic.config import Config\n\n\ndef main():\n"
        "    try:\n        command.upgrade(Config('alembic.ini'), 'head')\n"
        "    except BaseException:\n        raise SystemExit('it failed')\n");
  write("migrations/env.py", "nobody\n");
  prepare_by("manage:main");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/env.py:1"), HasSubstr("'nobody'")));
}

TEST_F(AlembicPreparedConfig, AProgramThatConnectsWhileItMakesItFindsADatabase) {
  write("manage.py",
        "import os\nimport sqlalchemy\nfrom alembic.config import Config\n\n\ndef make():\n"
        "    engine = sqlalchemy.create_engine(os.environ['DATABASE_URL'])\n"
        "    engine.connect().close()\n    config = Config('alembic.ini')\n"
        "    config.engine = engine\n    return config\n");
  write("migrations/env.py",
        "from alembic import context\nwith context.config.engine.connect() as connection:\n"
        "    context.configure(connection=connection)\n    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
  prepare_by("manage:make");
  expect_verified();
}

TEST_F(AlembicPreparedConfig, ACallThatFailsIsNamed) {
  write("manage.py", "def make():\n    raise KeyError('settings')\n");
  prepare_by("manage:make");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("manage.py:2"), HasSubstr("the call manage:make of"),
                                HasSubstr("calls something before it")));
}

TEST_F(AlembicPreparedConfig, WithoutItTheMessageNamesTheFunction) {
  write("shop/manage.py", makes_one);
  for (const std::string missing : {"config.url", "config.attributes['url']"}) {
    env_uses(missing);
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.err, AllOf(HasSubstr("migrations/env.py:4"),
                                  HasSubstr("python-config = \"shop.manage:make\"")));
  }
}

TEST_F(AlembicPreparedConfig, AFunctionThatIsNotThereIsTold) {
  write("manage.py", makes_one);
  prepare_by("manage:other");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("manage:other"), HasSubstr("there is no other")));
}

}  // namespace
}  // namespace pgstair::cli

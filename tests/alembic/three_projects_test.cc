// SPDX-License-Identifier: MIT
//
// The three projects with which docs/alembic.md opens, as they are written there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/documented.h"
#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

class ThreeUsualProjects : public ProjectTest {
 protected:
  ThreeUsualProjects() : ProjectTest({"asyncpg"}) {
    configure("prepend_sys_path = .\n");
    write("shop/__init__.py", "");
  }

  void set(const std::string& lines) const {
    write("pgstair.toml", "python = \"/usr/bin/python3\"\n" + lines);
  }

  void expect_verified() const {
    const auto result = verify();
    EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  }
};

TEST_F(ThreeUsualProjects, APlainOneIsVerified) {
  write("migrations/env.py", documented("python", "set_main_option"));
  expect_verified();
}

TEST_F(ThreeUsualProjects, AnAsynchronousOneWithSettingsIsVerified) {
  write("shop/settings.py",
        "import os\n\nserver, port, user, password, db = (\n"
        "    os.environ['POSTGRES_' + n] for n in ('SERVER', 'PORT', 'USER', 'PASSWORD', 'DB'))\n"
        "url = f'postgresql+asyncpg://{user}:{password}@{server}:{port}/{db}'\n");
  write("migrations/env.py", documented("python", "create_async_engine"));
  set(documented("toml", "POSTGRES_SERVER"));
  expect_verified();
}

TEST_F(ThreeUsualProjects, OneWhoseOwnProgramMigratesIsVerified) {
  write("shop/manage.py", documented("python", "shop.manage upgrade head"));
  write("migrations/env.py",
        "from alembic import context\nfrom sqlalchemy import create_engine\n\n"
        "with create_engine(context.config.attributes['url']).connect() as connection:\n"
        "    context.configure(connection=connection)\n    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
  EXPECT_THAT(verify().err, HasSubstr("python-config = \"shop.manage:main\""));
  set(documented("toml", "shop.manage:main"));
  expect_verified();
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// Python finds the modules that it finds when the program `alembic` runs in the project's folder:
// no more, and no others.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class AlembicPythonPath : public ProjectTest {};

TEST_F(AlembicPythonPath, AFolderNamedLikeAModuleOfPythonsOwnHidesNothing) {
  for (const char* module : {"json", "socket", "importlib", "logging"})
    write(std::string(module) + "/__init__.py", "raise RuntimeError('not this one')\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicPythonPath, HasTheFolderThatPrependSysPathNames) {
  configure("prepend_sys_path = .\n");
  write("shop.py", "name = 'shop'\n");
  write("migrations/env.py", std::string("import shop\n") + env_of_the_template);
  EXPECT_EQ(verify().exit_code, 0);
}

TEST_F(AlembicPythonPath, HasTheFolderEvenIfAnotherIsNamedLikeAlembic) {
  write("alembic.ini",
        "[alembic]\nscript_location = alembic\nprepend_sys_path = .\n"
        "sqlalchemy.url = postgresql://app@db.example.com/app\n");
  std::filesystem::rename(folder() / "migrations", folder() / "alembic");
  write("alembic/__init__.py", "");
  write("shop.py", "name = 'shop'\n");
  write("alembic/env.py", std::string("import shop\n") + env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicPythonPath, AModuleOfTheProjectsThatIsNotOnItIsToldWithWhatToWrite) {
  write("shop/__init__.py", "");
  write("migrations/env.py", std::string("import shop.models\n") + env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("No module named 'shop'"),
                                HasSubstr("prepend_sys_path = ."), Not(HasSubstr("pip install"))));
}

TEST_F(AlembicPythonPath, TheFolderIsTheOneFromWhichTheConfigurationIsMeant) {
  std::filesystem::create_directories(folder() / "deploy");
  std::filesystem::remove(folder() / "alembic.ini");
  write("deploy/alembic.ini",
        "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n"
        "sqlalchemy.url = postgresql://app@db.example.com/app\n");
  EXPECT_THAT(verify().err, HasSubstr("config = \"deploy/alembic.ini\""));
  write("pgstair.toml", "python = \"/usr/bin/python3\"\nconfig = \"deploy/alembic.ini\"\n");
  write("shop.py", "name = 'shop'\n");
  write("migrations/env.py", std::string("import shop\n") + env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicPythonPath, PathsOfTheEnvironmentAreMeantFromThatFolderToo) {
  std::filesystem::create_directories(folder() / "deploy");
  std::filesystem::rename(folder() / "alembic.ini", folder() / "deploy/alembic.ini");
  write("pgstair.toml",
        "python = \"/usr/bin/python3\"\nconfig = \"deploy/alembic.ini\"\n"
        "environment.PYTHONPATH = \".\"\n");
  write("shop.py", "name = 'shop'\n");
  write("migrations/env.py", std::string("import shop\n") + env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicPythonPath, TheArgumentsAreThoseOfAlembic) {
  write("migrations/env.py",
        std::string("import sys\nassert sys.argv[0].endswith('alembic'), "
                    "sys.argv\nassert sys.argv[-2:] == ['upgrade', 'head']\n") +
            env_of_the_template);
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicPythonPath, AlembicThatIsMissingBesideAFolderOfItsNameIsTold) {
  std::filesystem::rename(folder() / "migrations", folder() / "alembic");
  write("alembic.ini", "[alembic]\nscript_location = alembic\nprepend_sys_path = .\n");
  write("pgstair.toml",
        "python = \"/usr/bin/python3 -S\"\n[environment]\nPYTHONPATH = \".\"\n");  // no packages
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, AllOf(HasSubstr("No module named 'alembic'"),
                                HasSubstr("-m pip install alembic"), HasSubstr("python3")));
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// Tests of Alembic projects are skipped where a package is missing; not without a word, and not
// where everything is to be tested.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "python_packages.h"

namespace pgstair {
namespace {

const std::vector<std::string> needed{"alembic", "sqlalchemy", "psycopg2", "asyncpg", "pytest"};

TEST(AlembicPackages, AreThereInContinuousIntegration) {
  const std::string missing = missing_python_packages(needed);
  if (missing.empty()) return;
  if (std::getenv("CI") == nullptr) GTEST_SKIP() << missing;
  FAIL() << "tests of Alembic projects are skipped here: " << missing << "; run scripts/setup";
}

TEST(AlembicPackages, AreInstalledBySetup) {
  const auto result = run({.arguments = {PGSTAIR_SOURCE_DIR "/scripts/setup", "--list"}});
  for (const auto& module : needed) {
    EXPECT_THAT(result.out, testing::HasSubstr("\npython3-" + module + "\n"));
  }
}

TEST(AlembicPackages, ThatAreMissingAreNamed) {
  EXPECT_EQ(missing_python_packages({"json", "no_such_module"}),
            "python3-no_such_module is not installed");
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
//
// A chain that is code: its own Python applies it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gtest/gtest_test.h"
#include "python_packages.h"

namespace pgstair {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

class AlembicChain : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = missing_python_packages({"alembic", "psycopg2"});
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
  static Chain scenario(const std::string& name) {
    return chain_at(PGSTAIR_SOURCE_DIR "/scenarios/" + name);
  }
};

TEST_F(AlembicChain, IsThereAtItsRevision) {
  const DatabaseAt head("head", scenario("rename-loses-values-alembic"));
  EXPECT_THAT(head.query("SELECT version_num FROM alembic_version").rows, ElementsAre(Row{"0006"}));
  EXPECT_EQ(head.title(), "chain@0006");
}

TEST_F(AlembicChain, IsTestedRevisionByRevision) {
  const Chain chain = scenario("rename-loses-values-alembic");
  Migration migration("head", chain);
  migration.upgrade().expect("SELECT version_num FROM alembic_version", {{"0006"}});
  EXPECT_THAT(migration.database(), SameCatalogAs("head", chain));
  migration.downgrade().expect("SELECT version_num FROM alembic_version", {{"0005"}});
  EXPECT_THAT(migration.database(), SameCatalogAs("0005", chain));
}

TEST_F(AlembicChain, HasAnAddressOverTcpIfItsEnvPyNeedsIt) {
  const DatabaseAt database("head", scenario("good-alembic-host-and-port"));
  EXPECT_EQ(database.host(), "127.0.0.1");
}

TEST_F(AlembicChain, BelongsToTheRoleThatDeploys) {
  const DatabaseAt database("head", scenario("good-alembic-role-of-its-own"));
  EXPECT_EQ(database.user(), "app_owner");
  EXPECT_THAT(database.url(), StartsWith("postgresql://"));
}

}  // namespace
}  // namespace pgstair

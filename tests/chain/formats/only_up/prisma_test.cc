// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Prisma, OrdersFoldersByTheirNamesAsText) {
  const Folder folder({{"migration_lock.toml", "provider = \"postgresql\"\n"},
                       {"9_c/migration.sql", "SELECT 3"},
                       {"10_b/migration.sql", "SELECT 2"},
                       {"0_init/migration.sql", "SELECT 1"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "prisma");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"0_init: [SELECT 1] / -", "10_b <- 0_init: [SELECT 2] / -",
                      "9_c <- 10_b: [SELECT 3] / -"}));
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Prisma, SendsAFileAsOneQuerySoThatOnlyALoneStatementIsOutsideOfATransaction) {
  const std::string alone = "CREATE INDEX CONCURRENTLY i ON t (a)";
  const Folder folder({{"1_a/migration.sql", alone},
                       {"2_b/migration.sql", alone + "; SELECT 1"},
                       {"3_c/migration.sql", "BEGIN; SELECT 1; COMMIT"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: none[" + alone + "] / -", "2_b <- 1_a: [" + alone + "; SELECT 1] / -",
                      "3_c <- 2_b: none[BEGIN; SELECT 1; COMMIT] / -"}));
}

TEST(Prisma, TakesADownSqlThatAPersonWroteForTheDowngrade) {
  const Folder folder({{"1_a/migration.sql", "SELECT 1"}, {"1_a/down.sql", "SELECT 2"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "prisma");
  EXPECT_EQ(shown(result.revisions), (Expected{"1_a: [SELECT 1] / [SELECT 2]"}));
}

TEST(Prisma, ReportsAFolderWithoutTheFileAndAFileWithoutAFolder) {
  const Folder folder({{"1_a/migration.sql", "SELECT 1"}, {"2_b/README.md", ""}, {"3_c.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [SELECT 1] / -", "2_b <- 1_a: (it has no migration.sql) / -"}));
  EXPECT_EQ(codes(result.faults), (Expected{"ignored-file", "ignored-file"}));
}

TEST(Prisma, RefusesAChainForAnotherServer) {
  const Folder folder({{"migration_lock.toml", "# by Prisma\nprovider = \"sqlite\"\n"},
                       {"1_a/migration.sql", "SELECT 1"}});
  try {
    folder.read();
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_EQ(folder.shown(error.what()),
              "chain/migration_lock.toml:2:1: the chain is for another server than Postgres: "
              "provider = \"sqlite\"");
  }
}

TEST(Prisma, IsNotSeenInTheFoldersOfDrizzleAndDiesel) {
  EXPECT_EQ(Folder({{"1_a/up.sql", ""}, {"1_a/down.sql", ""}}).read().format, "diesel");
  const Folder drizzle({{"1_a/migration.sql", ""}, {"1_a/snapshot.json", "{}"}});
  EXPECT_THROW(drizzle.read(), UsageError);
}

}  // namespace
}  // namespace pgstair::chain

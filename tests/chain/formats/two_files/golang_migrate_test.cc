// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(GolangMigrate, PairsFilesAndOrdersThemByNumber) {
  const Folder folder({{"0009_b.up.sql", "SELECT 1; SELECT 2;"},
                       {"10_c.up.sql", "SELECT 3"},
                       {"10_c.down.sql", "-- empty"},
                       {"1_a.up.sql", ""},
                       {"README.md", "text"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "golang-migrate");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [] / -", "0009_b <- 1_a: [SELECT 1; SELECT 2] / -",
                      "10_c <- 0009_b: [SELECT 3] / []"}));
  EXPECT_EQ(folder.shown(result.revisions[1].down_location->file), "chain/0009_b.down.sql");
  EXPECT_EQ(
      folder.faults(result),
      (Expected{"sorts-differently [chain/0009_b.up.sql] 1_a.up.sql comes before "
                "0009_b.up.sql: golang-migrate orders by number, while a folder lists them the "
                "other way round; give all versions the same form and width, so that both "
                "orders agree"}));
}

TEST(GolangMigrate, SendsAFileInOneQuery) {
  const Folder folder({{"1_a.up.sql", "CREATE INDEX CONCURRENTLY i ON t (a);"},
                       {"2_b.up.sql", "CREATE INDEX CONCURRENTLY i ON t (a); SELECT 1;"},
                       {"3_c.up.sql", "BEGIN; SELECT 1; COMMIT;"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: none[CREATE INDEX CONCURRENTLY i ON t (a)] / -",
                      "2_b <- 1_a: [CREATE INDEX CONCURRENTLY i ON t (a); SELECT 1] / -",
                      "3_c <- 2_b: none[BEGIN; SELECT 1; COMMIT] / -"}));
}

TEST(GolangMigrate, PairsByNumberWhateverTheTitles) {
  const Folder folder({{"1_drop_job.up.sql", "SELECT 1"}, {"1_drop_join.down.sql", "SELECT 2"}});
  EXPECT_EQ(shown(folder.read().revisions), (Expected{"1_drop_job: [SELECT 1] / [SELECT 2]"}));
  EXPECT_EQ(folder.faults(folder.read()), Expected{});
}

TEST(GolangMigrate, PairsByTitleWhereANumberComesTwice) {
  const Folder folder({{"1_b.up.sql", "SELECT 1"},
                       {"1_b.down.sql", "SELECT 2"},
                       {"1_a.up.sql", "SELECT 3"},
                       {"1_a.down.sql", "SELECT 4"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: [SELECT 3] / [SELECT 4]", "1_b <- 1_a: [SELECT 1] / [SELECT 2]"}));
  EXPECT_EQ(codes(folder.read().faults), Expected{"duplicate-version"});
}

TEST(GolangMigrate, ReportsWhatTheToolIgnores) {
  const Folder folder(
      {{"1_a.up.sql", ""}, {"2_b_up.sql", ""}, {"99999999999999999999_c.up.sql", ""}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"ignored-file [chain/2_b_up.sql] golang-migrate skips this file without a "
                "word: its name is not VERSION_title.up.sql or VERSION_title.down.sql; rename "
                "it, or move it out of the folder",
                "ignored-file [chain/99999999999999999999_c.up.sql] golang-migrate skips this "
                "file without a word: its name is not VERSION_title.up.sql or "
                "VERSION_title.down.sql; rename it, or move it out of the folder"}));
}

TEST(GolangMigrate, ReportsADowngradeWithoutUpgrade) {
  const Folder folder({{"1_a.up.sql", ""}, {"2_b.down.sql", "SELECT 1"}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"down-without-up [chain/2_b.down.sql] 2_b has a downgrade and no upgrade; add "
                "2_b.up.sql, or remove the downgrade"}));
  EXPECT_EQ(shown(folder.read().revisions).back(),
            "2_b <- 1_a: (it has no 2_b.up.sql) / [SELECT 1]");
}

TEST(GolangMigrate, ListsGoCodeAsNotRunnable) {
  const Folder folder({{"1_a.up.sql", ""}, {"2_b.up.go", "package x"}, {"2_b.down.sql", ""}});
  EXPECT_EQ(shown(folder.read().revisions).back(), "2_b <- 1_a: (its upgrade is Go code) / []");
  EXPECT_EQ(codes(folder.read().faults), Expected{"code-migration"});
}

}  // namespace
}  // namespace pgstair::chain

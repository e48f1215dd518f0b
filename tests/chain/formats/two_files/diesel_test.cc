// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Diesel, ComparesVersionsWithoutTheirDashes) {
  const Folder folder({{"2017-09-23-182408_a name with spaces/up.sql", "SELECT 1"},
                       {"2017-09-23-182408_a name with spaces/down.sql", "SELECT 2"},
                       {"20170308191449_b/up.sql", "SELECT 3"},
                       {".hidden/up.sql", ""},
                       {"README.md", ""}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "diesel");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"20170308191449_b: [SELECT 3] / -",
                      "2017-09-23-182408_a name with spaces <- 20170308191449_b: [SELECT 1] / "
                      "[SELECT 2]"}));
  EXPECT_EQ(folder.shown(result.revisions[0].down_location->file),
            "chain/20170308191449_b/down.sql");
  EXPECT_EQ(folder.faults(result),
            (Expected{"sorts-differently [chain/2017-09-23-182408_a name with spaces] "
                      "20170308191449_b comes before 2017-09-23-182408_a name with spaces: diesel "
                      "compares versions without their dashes, while a folder lists them the other "
                      "way round; give all versions the same form and width, so that both orders "
                      "agree"}));
}

struct Metadata {
  std::string toml;
  std::string up;
};

TEST(Diesel, TakesTheTransactionFromMetadata) {
  const std::string alone = "CREATE INDEX CONCURRENTLY i ON t (a)";
  const std::vector<Metadata> cases{{"run_in_transaction = false", "none[" + alone + "]"},
                                    {"run_in_transaction = true", "[" + alone + "]"},
                                    {"", "none[" + alone + "]"}};
  for (const auto& [toml, up] : cases) {
    const Folder folder({{"1_a/up.sql", alone}, {"1_a/metadata.toml", toml}});
    EXPECT_EQ(shown(folder.read().revisions), (Expected{"1_a: " + up + " / -"})) << toml;
  }
}

TEST(Diesel, MakesOneImplicitTransactionOfSeveralStatementsAllTheSame) {
  const Folder folder(
      {{"1_a/up.sql", "SELECT 1; SELECT 2"}, {"1_a/metadata.toml", "run_in_transaction = false"}});
  EXPECT_EQ(shown(folder.read().revisions), (Expected{"1_a: [SELECT 1; SELECT 2] / -"}));
}

TEST(Diesel, SaysThatBrokenMetadataIsIgnored) {
  const Folder folder({{"1_a/up.sql", "VACUUM"}, {"1_a/metadata.toml", "run_in = = x"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions), (Expected{"1_a: [VACUUM] / -"}));
  ASSERT_EQ(codes(result.faults), Expected{"bad-marker"});
  EXPECT_EQ(folder.shown(result.faults[0].location.file), "chain/1_a/metadata.toml");
  EXPECT_EQ(result.faults[0].location.line, 1);
}

TEST(Diesel, ReportsFoldersWithoutUp) {
  const Folder folder({{"1_a/up.sql", "-- a"}, {"2_b/down.sql", "-- b"}, {"3_c/notes.txt", ""}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"down-without-up [chain/2_b] 2_b has no up.sql; diesel refuses the whole chain; "
                "add up.sql, or remove the folder",
                "ignored-file [chain/3_c] 3_c has no up.sql; diesel refuses the whole chain; "
                "add up.sql, or remove the folder"}));
}

TEST(Diesel, RefusesAnUpgradeWithoutAByteAndKeepsSuchADowngrade) {
  const Folder folder({{"1_a/up.sql", "-- nothing"}, {"1_a/down.sql", ""}, {"2_b/up.sql", ""}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: [] / []", "2_b <- 1_a: (its up.sql is empty) / -"}));
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"unreadable-file [chain/2_b/up.sql] up.sql is empty, and diesel refuses to run "
                "it; write at least a comment into it"}));
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(NodePgMigrate, DividesAFileAtItsMarkersInEitherOrder) {
  const Folder folder({{"1_a.sql", "-- Up Migration\nSELECT 1;\n\n-- Down Migration\nSELECT 2;"},
                       {"2_b.sql", "--- DOWN MIGRATION\nSELECT 4;\n -- up  migration\nSELECT 3;"},
                       {"3_c.sql", "SELECT 5;"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "node-pg-migrate");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [SELECT 1] / [SELECT 2]", "2_b <- 1_a: [SELECT 3] / [SELECT 4]",
                      "3_c <- 2_b: [SELECT 5] / -"}));
  EXPECT_EQ(sql_of(result.revisions[1].up)->statements[0].location.line, 4);
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(NodePgMigrate, RunsTheDowngradeWithTheUpgradeWhereUpIsNotMarkedAndSaysSo) {
  const Folder folder({{"1_a.sql", "SELECT 1;\n-- Down Migration\nSELECT 2;"}});
  const auto result = folder.read_as("node-pg-migrate");
  EXPECT_EQ(shown(result.revisions), Expected{"1_a: [SELECT 1; SELECT 2] / [SELECT 2]"});
  EXPECT_EQ(codes(result.faults), Expected{"bad-marker"});
}

TEST(NodePgMigrate, OrdersByNumberAndListsCode) {
  const Folder folder({{"10_b.sql", "-- Up Migration\n-- Down Migration\n"},
                       {"9_a.js", "exports.up = () => {}"},
                       {"README.md", ""}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"9_a: (it is a JavaScript migration) / -", "10_b <- 9_a: [] / []"}));
  EXPECT_EQ(codes(result.faults), (Expected{"code-migration", "sorts-differently"}));
}

TEST(NodePgMigrate, IsNotSeenInOneMarkerOrInTwoFiles) {
  EXPECT_EQ(Folder({{"1_a.sql", "-- Up migration of all\nSELECT 1;"}}).read().format, "plain");
  EXPECT_EQ(Folder({{"1_a.up.sql", "-- Up Migration\n-- Down Migration\n"}}).read().format,
            "golang-migrate");
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;
constexpr const char* config = "version: 3\nmetadata_directory: metadata\n";

TEST(Hasura, IsKnownByTheConfigurationAbove) {
  const Folder folder({{"../config.yaml", config},
                       {"20_b/up.sql", "SELECT 2; SELECT 3;"},
                       {"20_b/down.sql", "SELECT 4;"},
                       {"9_a/up.sql", "SELECT 1;"},
                       {"9_a/down.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "hasura");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"9_a: [SELECT 1] / -", "20_b <- 9_a: [SELECT 2; SELECT 3] / [SELECT 4]"}));
  EXPECT_EQ(codes(result.faults), Expected{"sorts-differently"});
}

TEST(Hasura, LeavesTheTransactionOutWhereTheFirstLineSaysSo) {
  const Folder folder(
      {{"../config.yaml", config},
       {"1_a/up.sql", "-- hasura:no-transaction\nCREATE INDEX CONCURRENTLY i ON t (a);"},
       {"2_b/up.sql", "\n-- hasura:no-transaction\nSELECT 1;"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: none[CREATE INDEX CONCURRENTLY i ON t (a)] / -",
                      "2_b <- 1_a: [SELECT 1] / -"}));
}

TEST(Hasura, RunsNoChangeOfItsMetadata) {
  const Folder folder({{"../config.yaml", config},
                       {"1_a/up.yaml", "- type: track_table\n"},
                       {"2_b/up.sql", "SELECT 1;"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: (it changes Hasura's metadata, and no SQL) / -",
                      "2_b <- 1_a: [SELECT 1] / -"}));
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

const std::string divider = "\n---- create above / drop below ----\n";

TEST(Tern, DividesAFileAtItsLineAndTakesNothingBelowForIrreversible) {
  const Folder folder({{"001_a.sql", "SELECT 1;" + divider + "SELECT 2;"},
                       {"002_b.sql", "SELECT 3;" + divider + "\n"},
                       {"003_c.sql", "SELECT 4;"},
                       {"tern.conf", "[database]\n"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "tern");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"001_a: [SELECT 1] / [SELECT 2]", "002_b <- 001_a: [SELECT 3] / -",
                      "003_c <- 002_b: [SELECT 4] / -"}));
  EXPECT_EQ(sql_of(result.revisions[0].down)->statements[0].location.line, 3);
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Tern, LeavesTheTransactionOutInTheHalfThatSaysSo) {
  const Folder folder(
      {{"1_a.sql", "---- tern: disable-tx ----\nSELECT 1; SELECT 2;" + divider + "SELECT 3;"}});
  EXPECT_EQ(shown(folder.read().revisions), Expected{"1_a: none[SELECT 1; SELECT 2] / [SELECT 3]"});
}

TEST(Tern, CountsFromOneWithoutGaps) {
  const Folder folder({{"1_a.sql", "SELECT 1;" + divider},
                       {"3_c.sql", "SELECT 3;"},
                       {"03_d.sql", "SELECT 4;"},
                       {"notes.sql", ""}});
  EXPECT_EQ(codes(folder.read().faults),
            (Expected{"ignored-file", "duplicate-version", "missing-parent", "sorts-differently"}));
}

TEST(Tern, RefusesAnUpgradeOfCommentsAlone) {
  const Folder folder({{"1_a.sql", "-- later" + divider + "SELECT 2;"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            Expected{"1_a: (its upgrade has no SQL, and tern refuses it) / [SELECT 2]"});
  EXPECT_EQ(codes(result.faults), Expected{"bad-marker"});
}

TEST(Tern, FillsInNamesAndRunsNoTemplatesNotEvenInStrings) {
  const Folder folder({{"1_a.sql", "CREATE TABLE {{.prefix}}t (a int);" + divider},
                       {"2_b.sql", "{{ template \"shared/v1.sql\" . }}" + divider + "DROP VIEW v;"},
                       {"3_c.sql", "SELECT '{{1,2}}';" + divider + "SELECT 2;"}});
  const auto result = folder.read({.placeholders = {{"prefix", "app_"}}});
  EXPECT_EQ(shown(result.revisions)[0], "1_a: [CREATE TABLE app_t (a int)] / -");
  EXPECT_NE(result.revisions[1].not_runnable, "");
  EXPECT_NE(result.revisions[2].not_runnable, "");
  EXPECT_EQ(codes(result.faults), (Expected{"unknown-placeholder", "unknown-placeholder"}));
}

TEST(Tern, IsKnownByItsConfigurationWhereNoFileHasADowngrade) {
  EXPECT_EQ(Folder({{"1_a.sql", "SELECT 1"}, {"tern.conf", ""}}).read().format, "tern");
  EXPECT_EQ(Folder({{"1_a.sql", "SELECT 1"}}).read().format, "plain");
}

}  // namespace
}  // namespace pgstair::chain

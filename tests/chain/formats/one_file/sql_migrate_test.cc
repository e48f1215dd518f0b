// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

/// What becomes of one file with this text.
std::string read(const std::string& text) {
  return shown(Folder({{"1_a.sql", text}}).read_as("sql-migrate").revisions).front();
}

TEST(SqlMigrate, OrdersByNumberAndTakesNamesWithoutOneLast) {
  const Folder folder({{"10_c.sql", "-- +migrate Up\nSELECT 3;"},
                       {"9_b.sql", "-- +migrate Up\nSELECT 2;"},
                       {"a.sql", "-- +migrate Up\nSELECT 4;"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "sql-migrate");
  EXPECT_EQ(shown(result.revisions), (Expected{"9_b: [SELECT 2] / -", "10_c <- 9_b: [SELECT 3] / -",
                                               "a <- 10_c: [SELECT 4] / -"}));
  EXPECT_EQ(codes(result.faults), Expected{"sorts-differently"});
}

TEST(SqlMigrate, LeavesOneDirectionWithoutATransaction) {
  EXPECT_EQ(read("-- +migrate Up notransaction\nSELECT 1;\n-- +migrate Down\nSELECT 2;\n"),
            "1_a: none[SELECT 1] / [SELECT 2]");
}

TEST(SqlMigrate, KeepsABlockTogetherAndLeavesCommentsOutEvenInABody) {
  EXPECT_EQ(read("-- +migrate Up\n-- +migrate StatementBegin\nCREATE FUNCTION f() AS $$\n"
                 "-- a comment\n  SELECT 1;\n$$;\n-- +migrate StatementEnd\nSELECT 2;\n"),
            "1_a: [CREATE FUNCTION f() AS $$\n  SELECT 1;\n$$; SELECT 2] / -");
}

TEST(SqlMigrate, ContinuesASecondUp) {
  EXPECT_EQ(read("-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT 2;\n-- +migrate Up\n"
                 "SELECT 3;\n"),
            "1_a: [SELECT 1; SELECT 3] / [SELECT 2]");
}

TEST(SqlMigrate, NeverRunsWhatStandsAboveUpAndSaysSo) {
  const Folder folder({{"1_a.sql", "SELECT 0;\n-- +migrate Up\nSELECT 1;\n-- +migrate Dwon\n"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions), Expected{"1_a: [SELECT 1] / -"});
  EXPECT_EQ(folder.faults(result),
            (Expected{"bad-marker [chain/1_a.sql:1:1] SQL stands above -- +migrate Up, and "
                      "sql-migrate never runs it; move it below the annotation",
                      "bad-marker [chain/1_a.sql:4:1] sql-migrate passes over -- +migrate Dwon, "
                      "which it does not know; write -- +migrate Down"}));
}

TEST(SqlMigrate, RefusesAnOpenStatementAndACommentWithoutABlankAfterTheLast) {
  const std::string refused =
      "1_a: (sql-migrate refuses its file: the last statement has no semicolon at the end of its "
      "line) / -";
  EXPECT_EQ(read("-- +migrate Up\nSELECT 1"), refused);
  EXPECT_EQ(read("-- +migrate Up\nSELECT 1\n-- +migrate Down\nSELECT 2;"), refused);
  EXPECT_EQ(read("-- +migrate Up\nSELECT 1;\n--done\n"), refused);
  EXPECT_EQ(read("-- +migrate Up\nSELECT 1;\n-- done\n"), "1_a: [SELECT 1] / -");
  EXPECT_EQ(read("-- +migrate Up\n-- +migrate StatementBegin\nSELECT 1;\n"),
            "1_a: (sql-migrate refuses its file: -- +migrate StatementBegin has no StatementEnd) / "
            "-");
  EXPECT_EQ(read("SELECT 1;"),
            "1_a: (sql-migrate refuses its file: the file has neither -- +migrate Up nor Down) / "
            "-");
}

TEST(SqlMigrate, ObeysCommentsOfPgstair) {
  const auto result =
      Folder({{"1_a.sql", "-- +migrate Up\n-- pgstair: allow undeclared-drop old\nSELECT 1;"}})
          .read();
  ASSERT_EQ(result.revisions[0].suppressions.size(), 1u);
  EXPECT_EQ(result.revisions[0].suppressions[0].code, "undeclared-drop");
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Goose, ReadsBothSections) {
  const Folder folder(
      {{"00001_a.sql", "-- +goose Up\nSELECT 1;\nSELECT 2;\t-- two\n-- +goose Down\nSELECT 3;\n"},
       {"2_b.sql", "-- +goose up\nSELECT 4;\n"},
       {"10_c.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM;\n-- +goose Down\n"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "goose");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"00001_a: [SELECT 1; SELECT 2] / [SELECT 3]",
                      "2_b <- 00001_a: [SELECT 4] / -", "10_c <- 2_b: none[VACUUM] / none[]"}));
  EXPECT_EQ(codes(result.faults), Expected{"sorts-differently"});
}

TEST(Goose, KeepsStatementBlocksWhole) {
  const std::string function =
      "CREATE FUNCTION f() RETURNS void AS $$\nBEGIN\n  PERFORM 1;\nEND;\n$$ LANGUAGE plpgsql";
  const Folder folder({{"1_a.sql", "-- +goose Up\n-- +goose StatementBegin\n" + function +
                                       ";\n-- +goose StatementEnd\nSELECT 1;\n"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions), (Expected{"1_a: [" + function + "; SELECT 1] / -"}));
  const auto& statements = std::get<SqlScript>(*result.revisions[0].up).statements;
  EXPECT_EQ(statements[0].location.line, 3);
  EXPECT_EQ(statements[1].location.line, 9);
}

TEST(Goose, CutsAtSemicolonsOutsideBlocksAsTheToolDoes) {
  const Folder folder({{"1_a.sql", "-- +goose Up\nDO $$ BEGIN\nNULL;\nEND $$;\n"}});
  EXPECT_EQ(shown(folder.read().revisions), (Expected{"1_a: [DO $$ BEGIN\nNULL; END $$] / -"}));
}

TEST(Goose, ExpandsVariablesOnlyWhereAsked) {
  const Folder folder({{"1_a.sql",
                        "-- +goose ENVSUB ON\n-- +goose Up\n"
                        "SELECT '${A}', '$A', '${B:-b}', '${B-b}', '$$', '\\$A', '$1';\n"
                        "-- +goose ENVSUB OFF\nSELECT '${A}';\n"}});
  EXPECT_EQ(shown(folder.read({{{"A", "x"}, {"B", ""}}}).revisions),
            (Expected{"1_a: [SELECT 'x', 'x', 'b', '', '$', '$A', '$1'; SELECT '${A}'] / -"}));
}

TEST(Goose, ReportsAVariableThatIsNotSet) {
  const Folder folder(
      {{"1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\nSELECT '${PGSTAIR_NOT_SET}';\n"}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"unknown-placeholder [chain/1_a.sql:3:9] the variable PGSTAIR_NOT_SET is not set; "
                "goose puts nothing in its place; set it in the environment, or under "
                "[placeholders] in pgstair.toml"}));
}

TEST(Goose, ListsGoMigrationsAsNotRunnable) {
  const Folder folder({{"1_a.sql", "-- +goose Up\n"},
                       {"2_b.go", "package m"},
                       {"2_b_test.go", "package m"},
                       {"helpers.go", "package m"},
                       {"notes.sql", ""}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: [] / -", "2_b <- 1_a: (it is a Go migration) / -"}));
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"ignored-file [chain/notes.sql] goose does not take this file for a migration: its "
                "name is not NUMBER_name.sql with a number above zero; rename it, or move it out "
                "of the folder",
                "code-migration [chain/2_b.go] 2_b is a Go migration, which pgstair cannot run; "
                "what comes after may depend on it; let the team's own runner apply the chain, "
                "with [commands] in pgstair.toml"}));
}

struct BadFile {
  std::string text;
  std::string fault;
};

TEST(Goose, ReportsFilesThatTheToolRefuses) {
  const std::vector<BadFile> cases{
      {"-- +goose Up\n-- +goose Dwn\n",
       "[chain/1_a.sql:2:1] unknown annotation -- +goose Dwn; write -- +goose Down, starting in "
       "the "
       "first column"},
      {"-- +goose Up\n  -- +goose Down\n",
       "[chain/1_a.sql:2:1] unknown annotation -- +goose Down; write -- +goose Down, starting in "
       "the "
       "first column"},
      {"-- +goose Down\n", "[chain/1_a.sql:1:1] -- +goose Down stands before Up; swap the two"},
      {"SELECT 1;\n-- +goose Up\n",
       "[chain/1_a.sql:1:1] SQL stands before -- +goose Up; move it below the annotation"},
      {"-- +goose NO TRANSACTION\n",
       "[chain/1_a.sql:1:1] the file has no -- +goose Up; put it above the upgrade"},
      {"-- +goose Up\n\n-- +goose StatementBegin\nSELECT 1;\n",
       "[chain/1_a.sql:3:1] -- +goose StatementBegin has no StatementEnd; add it after the "
       "statement"},
      {"-- +goose Up\n-- +goose StatementEnd\n",
       "[chain/1_a.sql:2:1] -- +goose StatementEnd without StatementBegin; remove it"},
      {"-- +goose Up\n-- +goose Up\n",
       "[chain/1_a.sql:2:1] a second -- +goose Up; keep one of them"},
      {"-- +goose Up\nSELECT 1;\nSELECT\n 2\n",
       "[chain/1_a.sql:3:1] the statement has no semicolon at the end of its last line; goose "
       "refuses "
       "the file; add it"}};
  for (const auto& [text, fault] : cases) {
    const Folder folder({{"1_a.sql", text}});
    const auto result = folder.read();
    EXPECT_EQ(folder.faults(result), Expected{"bad-marker " + fault}) << text;
    EXPECT_FALSE(result.revisions.front().not_runnable.empty()) << text;
  }
}

}  // namespace
}  // namespace pgstair::chain

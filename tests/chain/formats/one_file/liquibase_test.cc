// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

/// What becomes of a file that holds these changesets.
Expected changesets_of(const std::string& changesets) {
  return shown(Folder({{"a.sql", "--liquibase formatted sql\n" + changesets}}).read().revisions);
}

TEST(Liquibase, MakesARevisionOfEachChangeset) {
  const Folder folder(
      {{"a.sql",
        "\n-- liquibase formatted sql\n\n--changeset ann:1\nCREATE TABLE t ();\n"
        "--rollback DROP TABLE t;\n--changeset \"Bob B\":two labels:x\nSELECT 2;\n"},
       {"v2/b.sql", "--liquibase formatted sql\n-- changeset ann:1\nSELECT 3;"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "liquibase");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"a.sql::1::ann: [CREATE TABLE t ()] / [DROP TABLE t]",
                      "a.sql::two::Bob B <- a.sql::1::ann: [SELECT 2] / -",
                      "v2/b.sql::1::ann <- a.sql::two::Bob B: [SELECT 3] / -"}));
  const auto& down = *sql_of(result.revisions[0].down);
  EXPECT_EQ(down.statements[0].location.line, 6);
  EXPECT_EQ(down.statements[0].location.column, 12);
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Liquibase, TakesTheOrderOfTheRootChangelogAndSkipsWhatItDoesNotInclude) {
  const std::string header = "--liquibase formatted sql\n--changeset a:1\n";
  const Folder folder({{"root.yaml",
                        "databaseChangeLog:\n  - include:\n      file: sql/b.sql\n"
                        "  - include: {file: sql/a.sql}\n"},
                       {"sql/a.sql", header + "SELECT 1;"},
                       {"sql/b.sql", header + "SELECT 2;"},
                       {"sql/c.sql", header + "SELECT 3;"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"sql/b.sql::1::a: [SELECT 2] / -",
                      "sql/a.sql::1::a <- sql/b.sql::1::a: [SELECT 1] / -"}));
  EXPECT_EQ(codes(result.faults), Expected{"ignored-file"});
}

TEST(Liquibase, ListsChangesetsInXmlWithoutRunningThem) {
  const Folder folder({{"root.xml",
                        "<databaseChangeLog>\n<changeSet id=\"1\" author=\"a\"/>\n"
                        "<include file=\"a.sql\"/>\n</databaseChangeLog>"},
                       {"a.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions), (Expected{"root.xml: (it is a xml migration) / -",
                                               "a.sql::1::a <- root.xml: [SELECT 1] / -"}));
  EXPECT_EQ(codes(result.faults), Expected{"code-migration"});
}

TEST(Liquibase, LeavesTheTransactionOutWhereTheChangesetSaysSo) {
  EXPECT_EQ(changesets_of("--changeset a:1 runInTransaction:false\nSELECT 1; SELECT 2;\n"),
            Expected{"a.sql::1::a: none[SELECT 1; SELECT 2] / -"});
  EXPECT_EQ(
      changesets_of(
          "--changeset a:1 runInTransaction:false splitStatements:false\nSELECT 1; SELECT 2;"),
      Expected{"a.sql::1::a: [SELECT 1; SELECT 2] / -"});
}

TEST(Liquibase, EndsStatementsAtAnotherDelimiter) {
  EXPECT_EQ(changesets_of("--changeset a:1 endDelimiter:/\nSELECT 1\n/\nSELECT 2;\n/\n"),
            Expected{"a.sql::1::a: [SELECT 1; SELECT 2] / -"});
}

TEST(Liquibase, TakesARollbackFromAComment) {
  EXPECT_EQ(
      changesets_of("--changeset a:1\nSELECT 1;\n/* liquibase rollback\nSELECT 2;\nSELECT 3; */\n"),
      Expected{"a.sql::1::a: [SELECT 1] / [SELECT 2; SELECT 3]"});
}

TEST(Liquibase, TakesAnEmptyRollbackForADowngradeThatDoesNothing) {
  EXPECT_EQ(changesets_of("--changeset a:1\nSELECT 1;\n--rollback empty\n"),
            Expected{"a.sql::1::a: [SELECT 1] / []"});
  EXPECT_EQ(changesets_of("--changeset a:1\nSELECT 1;\n--rollback not required\n"),
            Expected{"a.sql::1::a: [SELECT 1] / []"});
}

TEST(Liquibase, PassesOverWhatIsForOtherDatabases) {
  EXPECT_EQ(
      changesets_of(
          "--changeset a:1 dbms:mysql\nSELECT 1;\n--changeset a:2 dbms:!oracle\nSELECT 2;\n"
          "--changeset a:3 ignore:true\nSELECT 3;\n"
          "--changeset a:4 dbms:h2,postgresql\nSELECT 4;\n"),
      (Expected{"a.sql::2::a: [SELECT 2] / -", "a.sql::4::a <- a.sql::2::a: [SELECT 4] / -"}));
}

TEST(Liquibase, DoesNotRunWhatDependsOnAPrecondition) {
  const Folder folder({{"a.sql",
                        "--liquibase formatted sql\n--changeset a:1\n"
                        "--preconditions onFail:MARK_RAN\n"
                        "--precondition-sql-check expectedResult:0 SELECT 1\nSELECT 1;\n"}});
  const auto result = folder.read();
  EXPECT_EQ(result.revisions[0].not_runnable, "it has a precondition, which pgstair does not ask");
  EXPECT_EQ(codes(result.faults), Expected{"code-migration"});
}

TEST(Liquibase, FillsInPropertiesAndIgnoresLines) {
  EXPECT_EQ(changesets_of("--property name:t value:users\n--changeset a:1\nDROP TABLE ${t};\n"
                          "--ignoreLines:1\nSELECT 2;\nSELECT 3;\n--ignoreLines:start\nSELECT 4;\n"
                          "--ignoreLines:end\nSELECT 5;\n"),
            Expected{"a.sql::1::a: [DROP TABLE users; SELECT 3; SELECT 5] / -"});
}

TEST(Liquibase, RunsAFileWithoutItsFirstLineAsOneChangeset) {
  const Folder folder({{"a.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;"},
                       {"b.sql", "SELECT 2;\n--changeset a:2\nSELECT 3;"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"a.sql::1::a: [SELECT 1] / -",
                      "b.sql::raw::includeAll <- a.sql::1::a: [SELECT 2; SELECT 3] / -"}));
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sql/script.h"

namespace pgstair::sql {
namespace {

/// "line:column text" of each statement: the whole outcome as something to compare.
std::vector<std::string> split(std::string_view text, Location origin = {"a.sql", 1, 1}) {
  std::vector<std::string> found;
  for (const auto& statement : split_statements(text, origin)) {
    EXPECT_EQ(statement.location.file, origin.file);
    found.push_back(std::to_string(statement.location.line) + ":" +
                    std::to_string(statement.location.column) + " " + statement.text);
  }
  return found;
}

using Expected = std::vector<std::string>;

TEST(SplitStatements, FindsEachStatementAndItsPlace) {
  EXPECT_EQ(split("SELECT 1;\n  SELECT 2 ; SELECT 3"),
            (Expected{"1:1 SELECT 1", "2:3 SELECT 2", "2:14 SELECT 3"}));
}

TEST(SplitStatements, FindsNothingInBlanksCommentsAndLoneSemicolons) {
  EXPECT_EQ(split(""), Expected{});
  EXPECT_EQ(split(" \r\n\t"), Expected{});
  EXPECT_EQ(split("-- nothing\n/* at /* all */ */\n"), Expected{});
  EXPECT_EQ(split(";;\n;"), Expected{});
}

TEST(SplitStatements, PutsAStatementWhereItsFirstWordStandsNotItsComment) {
  EXPECT_EQ(split("-- a comment; with a semicolon\n/* and\nanother */ SELECT 1;\n-- the end\n"),
            (Expected{"3:12 SELECT 1"}));
}

TEST(SplitStatements, KeepsDollarQuotedBodiesWhole) {
  EXPECT_EQ(split("DO $x$ BEGIN PERFORM 1; END $x$;\nSELECT 'a;b', \"c;d\" FROM e;"),
            (Expected{"1:1 DO $x$ BEGIN PERFORM 1; END $x$", "2:1 SELECT 'a;b', \"c;d\" FROM e"}));
}

TEST(SplitStatements, KeepsSqlStandardFunctionBodiesWhole) {
  const std::string body =
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; "
      "END";
  EXPECT_EQ(split(body + ";\nSELECT 2;"), (Expected{"1:1 " + body, "2:1 SELECT 2"}));
}

TEST(SplitStatements, KeepsTheActionsOfARuleTogether) {
  const std::string rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)";
  EXPECT_EQ(split(rule + "; SELECT 3"), (Expected{"1:1 " + rule, "1:63 SELECT 3"}));
}

TEST(SplitStatements, CountsColumnsInCharactersAndLinesOverCarriageReturns) {
  EXPECT_EQ(split("SELECT 'äöü€𝄞'; SELECT 2;\r\nSELECT 3;\r\n"),
            (Expected{"1:1 SELECT 'äöü€𝄞'", "1:17 SELECT 2", "2:1 SELECT 3"}));
}

TEST(SplitStatements, CountsOnFromTheOrigin) {
  EXPECT_EQ(split("  SELECT 1;\n SELECT 2", {"b.sql", 10, 5}),
            (Expected{"10:7 SELECT 1", "11:2 SELECT 2"}));
}

TEST(SplitStatements, SkipsAByteOrderMark) {
  EXPECT_EQ(split("\xef\xbb\xbfSELECT 1; SELECT 2"), (Expected{"1:1 SELECT 1", "1:11 SELECT 2"}));
}

// From here on psql's rules take over: none of these texts parses as a whole.

TEST(SplitStatements, SplitsAroundAStatementThatDoesNotParse) {
  EXPECT_EQ(split("SELECT 1;\nCREAT TABLE oops (a int);\nSELECT ';';\n-- x;\nDO $$ a; b $$;"),
            (Expected{"1:1 SELECT 1", "2:1 CREAT TABLE oops (a int)", "3:1 SELECT ';'",
                      "5:1 DO $$ a; b $$"}));
}

TEST(SplitStatements, KeepsSqlStandardFunctionBodiesWholeBesideAStatementThatDoesNotParse) {
  const std::string body =
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; "
      "END";
  EXPECT_EQ(split("CREAT oops;\n" + body + ";\nSELECT 2;"),
            (Expected{"1:1 CREAT oops", "2:1 " + body, "3:1 SELECT 2"}));
}

TEST(SplitStatements, KeepsALineForPsqlAsAStatementOfItsOwn) {
  EXPECT_EQ(split("\\restrict abc\n\nSELECT 1;\n\\connect db\nSELECT 2;\n\\unrestrict abc\n"),
            (Expected{"1:1 \\restrict abc", "3:1 SELECT 1", "4:1 \\connect db", "5:1 SELECT 2",
                      "6:1 \\unrestrict abc"}));
}

TEST(SplitStatements, KeepsTheRowsBelowACopyWithIt) {
  const std::string text = "COPY t FROM stdin;\n\t-- it's; here\n\n\\.\n\nSELECT 1;";
  EXPECT_EQ(split(text), (Expected{"1:1 COPY t FROM stdin", "6:1 SELECT 1"}));
  EXPECT_EQ(split_statements(text, {}).front().rows, "\t-- it's; here\n\n");
  EXPECT_EQ(split_statements("COPY t FROM stdin;\n\\.\n", {}).front().rows, "");
  EXPECT_EQ(split_statements("COPY t FROM stdin;\n", {}).front().rows, std::nullopt);
}

TEST(SplitStatements, KnowsEscapesOnlyInEscapeStrings) {
  EXPECT_EQ(split("oops; SELECT E'a\\';b'; SELECT 'c\\'; SELECT e'\\\\'; SELECT 'it''s;'"),
            (Expected{"1:1 oops", "1:7 SELECT E'a\\';b'", "1:24 SELECT 'c\\'",
                      "1:37 SELECT e'\\\\'", "1:51 SELECT 'it''s;'"}));
}

TEST(SplitStatements, TakesWhatFollowsAnOpenQuoteOrCommentAsOneStatement) {
  EXPECT_EQ(split("SELECT 1;\nSELECT 'oops;\nSELECT 2;\n"),
            (Expected{"1:1 SELECT 1", "2:1 SELECT 'oops;\nSELECT 2"}));
  EXPECT_EQ(split("SELECT 1;\nDO $a$ x; $b$;"), (Expected{"1:1 SELECT 1", "2:1 DO $a$ x; $b$"}));
  EXPECT_EQ(split("SELECT 1; /* never closed"), (Expected{"1:1 SELECT 1", "1:11 /* never closed"}));
}

TEST(SplitStatements, LosesNothingAfterANulByte) {
  const std::string text("SELECT '\0'; SELECT 2", 20);
  ASSERT_EQ(split_statements(text, {"a.sql", 1, 1}).size(), 2u);
  EXPECT_EQ(split_statements(text, {"a.sql", 1, 1}).back().text, "SELECT 2");
}

TEST(SplitStatements, SplitsTensOfThousandsOfStatements) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "-- comment\nINSERT INTO t VALUES (1, 'a');\n";
  const auto statements = split_statements(text, {"a.sql", 1, 1});
  ASSERT_EQ(statements.size(), 50000u);
  EXPECT_EQ(statements.back().location, (Location{"a.sql", 100000, 1}));
}

TEST(SplitStatements, SurvivesThousandsOfLinesForPsql) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "\\echo a\n";
  EXPECT_EQ(split_statements(text, {"a.sql", 1, 1}).size(), 50000u);
}

TEST(SplitStatements, ReadsPastThousandsOfNestedComments) {
  constexpr std::size_t depth = 40'000;
  std::string comment;
  for (std::size_t i = 0; i < depth; ++i) comment += "/*";
  const std::string never_closed = comment;
  for (std::size_t i = 0; i < depth; ++i) comment += "*/";
  EXPECT_EQ(split(comment + "SELECT '/*'; " + comment + " SELECT 2"),
            (Expected{"1:160001 SELECT '/*'", "1:320015 SELECT 2"}));
  EXPECT_EQ(split("SELECT 1; " + never_closed), (Expected{"1:1 SELECT 1", "1:11 " + never_closed}));
}

TEST(SplitStatements, SurvivesDeepNesting) {
  const std::string deep(200000, '(');
  EXPECT_EQ(split_statements("SELECT " + deep, {"a.sql", 1, 1}).size(), 1u);
}

}  // namespace
}  // namespace pgstair::sql

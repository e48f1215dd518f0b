// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Native, ReadsSectionsAndTheirTransactions) {
  const Folder folder({{"1_a.sql",
                        "-- a comment\n\n-- migrate:up\nCREATE TABLE a ();\nSELECT 1;\n"
                        "-- migrate:down\nDROP TABLE a;\n"},
                       {"2_b.sql",
                        "--migrate:up transaction:false\nVACUUM;\n"
                        "-- migrate:down transaction:false\r\n-- nothing to do\r\n"},
                       {"3_c.sql", "-- migrate:up\nSELECT 3"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "native");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [CREATE TABLE a (); SELECT 1] / [DROP TABLE a]",
                      "2_b <- 1_a: none[VACUUM] / none[]", "3_c <- 2_b: [SELECT 3] / -"}));
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Native, KnowsWhereEverythingStands) {
  const Folder folder(
      {{"1_a.sql",
        "-- migrate:loses a.b, c\n-- migrate:irreversible the data is gone\n"
        "-- migrate:up\n  SELECT 1;\n -- pgstair: allow downgrade-missing on purpose\n"
        "-- migrate:down\n\nSELECT 2;"}});
  const auto result = folder.read();
  const auto& revision = result.revisions.front();
  const auto place = [&](const Location& location) { return folder.shown(to_string(location)); };
  EXPECT_EQ(place(std::get<SqlScript>(*revision.up).statements[0].location), "chain/1_a.sql:4:3");
  EXPECT_EQ(place(std::get<SqlScript>(*revision.down).statements[0].location), "chain/1_a.sql:8:1");
  EXPECT_EQ(place(*revision.down_location), "chain/1_a.sql:6:1");
  ASSERT_EQ(revision.losses.size(), 2u);
  EXPECT_EQ(revision.losses[0].object, "a.b");
  EXPECT_EQ(revision.losses[1].object, "c");
  EXPECT_EQ(place(revision.losses[1].location), "chain/1_a.sql:1:1");
  EXPECT_EQ(revision.irreversible, "the data is gone");
  ASSERT_EQ(revision.suppressions.size(), 1u);
  EXPECT_EQ(revision.suppressions[0].code, "downgrade-missing");
  EXPECT_EQ(revision.suppressions[0].reason, "on purpose");
  EXPECT_EQ(place(revision.suppressions[0].location), "chain/1_a.sql:5:2");
}

TEST(Native, BranchesAndMergesByItsParents) {
  const Folder folder({{"1_a.sql", "-- migrate:up\n"},
                       {"2_b.sql", "-- migrate:parents 1_a\n-- migrate:up\n"},
                       {"3_c.sql", "-- migrate:parents 1\n-- migrate:up\n"},
                       {"4_d.sql", "-- migrate:parents 2_b 3\n-- migrate:up\n"},
                       {"5_e.sql", "-- migrate:parents none\n-- migrate:up\n"},
                       {"6_f.sql", "-- migrate:parents\n-- migrate:up\n"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [] / -", "2_b <- 1_a: [] / -", "3_c <- 1_a: [] / -",
                      "4_d <- 2_b,3_c: [] / -", "5_e: [] / -", "6_f: [] / -"}));
}

TEST(Native, NamesTheLineOfAMissingOrAmbiguousParent) {
  const Folder folder(
      {{"10_a.sql", "-- migrate:up\n"}, {"11_b.sql", "-- migrate:up\n-- migrate:parents 1\n"}});
  auto result = folder.read();
  Chain::build(result.revisions, result.faults);
  EXPECT_EQ(
      folder.faults(result),
      (Expected{"missing-parent [chain/11_b.sql:2:1] the parent 1 is ambiguous: it matches "
                "10_a, 11_b; write the whole file name",
                "missing-parent [chain/11_b.sql:2:1] 11_b names the parent 1, which is not in "
                "the chain; add that revision or correct the name; 11_b and what comes after "
                "it are not checked"}));
}

TEST(Native, RunsSeveralPairsInOneFileInOrder) {
  const Folder folder({{"1_a.sql",
                        "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n"
                        "-- migrate:up\nSELECT 3;\n-- migrate:down\nSELECT 4;\n"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: [SELECT 1; SELECT 3] / [SELECT 2; SELECT 4]"}));
}

struct BadMarker {
  std::string text;
  std::string fault;
};

TEST(Native, ReportsMarkersThatMeanNothing) {
  const std::vector<BadMarker> cases{
      {"-- migrate:up\n-- migrate:dwon\n",
       "bad-marker [chain/1_a.sql:2:1] unknown marker -- migrate:dwon; did you mean -- "
       "migrate:down?"},
      {"-- migrate:up\n-- migrate:sideways\n",
       "bad-marker [chain/1_a.sql:2:1] unknown marker -- migrate:sideways; the markers are up, "
       "down and parents"},
      {"-- migrate:up\n  -- migrate:down\n",
       "bad-marker [chain/1_a.sql:2:3] the marker is not at the start of its line, so it is a "
       "comment like any other; move it to the first column"},
      {"-- migrate:up tranaction:false\n",
       "bad-marker [chain/1_a.sql:1:1] unknown option tranaction:false; the one option is "
       "transaction:false"},
      {"SELECT 1;\n-- migrate:up\n",
       "bad-marker [chain/1_a.sql:1:1] SQL stands before -- migrate:up, where only comments may; "
       "move it below the marker"},
      {"-- migrate:irreversible\n-- migrate:up\n",
       "bad-marker [chain/1_a.sql:1:1] -- migrate:irreversible gives no reason; say why after it"},
      {"-- migrate:up\n-- pgstair: allow some-code\n",
       "bad-marker [chain/1_a.sql:2:1] -- pgstair: allow needs a finding's code and a reason; "
       "write "
       "-- pgstair: allow CODE REASON"}};
  for (const auto& [text, fault] : cases) {
    const Folder folder({{"1_a.sql", text}});
    EXPECT_EQ(folder.faults(folder.read()), Expected{fault}) << text;
  }
}

TEST(Native, CannotRunAFileWithoutUp) {
  const Folder folder(
      {{"1_a.sql", "-- migrate:down\nDROP TABLE a;\n"}, {"2_b.sql", "SELECT 1;\n"}});
  EXPECT_EQ(codes(folder.read().faults),
            (Expected{"bad-marker", "bad-marker", "bad-marker", "bad-marker"}));
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: (it has no -- migrate:up section) / [DROP TABLE a]",
                      "2_b <- 1_a: (it has no -- migrate:up section) / -"}));
}

TEST(Native, ReportsNamesThatSortDifferentlyThanTheyRead) {
  const Folder folder({{"9_a.sql", "-- migrate:up\n"}, {"10_b.sql", "-- migrate:up\n"}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"sorts-differently [chain/9_a.sql] 10_b comes before 9_a: names are ordered as "
                "text, while 9 reads as the smaller number; give all versions the same width: "
                "09"}));
}

TEST(Native, ReportsVersionsThatComeTwice) {
  const Folder folder({{"1_a.sql", "-- migrate:up\n"}, {"1_b.sql", "-- migrate:up\n"}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"duplicate-version [chain/1_b.sql] 2 revisions have the version 1: 1_a, 1_b; "
                "dbmate records one row for them, so only the first is ever applied; give each "
                "its own version; here they are checked in the order of their names"}));
}

TEST(Native, TakesNamesWithSpacesQuotesAndForeignLetters) {
  const Folder folder({{"1_it's \"größe\".sql", "-- migrate:up\nSELECT 1;"}});
  EXPECT_EQ(shown(folder.read().revisions), (Expected{"1_it's \"größe\": [SELECT 1] / -"}));
}

TEST(Native, ReportsFilesThatAreNotText) {
  const Folder folder({{"1_a.sql", "-- migrate:up\nSELECT 'ä\xff';"},
                       {"2_b.sql", std::string("-- migrate:up\n\0", 15)}});
  const auto result = folder.read();
  EXPECT_EQ(
      folder.faults(result),
      (Expected{"not-utf8 [chain/1_a.sql:2:10] the file is not UTF-8 from here on; save the "
                "file as UTF-8; until then the revision is not checked",
                "unreadable-file [chain/2_b.sql:2:1] the file holds a NUL byte, which SQL text "
                "cannot; remove it; until then the revision is not checked"}));
  EXPECT_EQ(shown(result.revisions), (Expected{"1_a: (its file cannot be read) / -",
                                               "2_b <- 1_a: (its file cannot be read) / -"}));
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include "walk/missing.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "walk/findings_of.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

using Reasons = std::map<std::string, std::string>;

/// A chain whose second revision fails at its second statement of three.
std::vector<chain::Revision> with_a_failing_one(std::vector<chain::Revision> rest) {
  std::vector<chain::Revision> chain{
      revision("a", {}, "CREATE TABLE t (id int)", "DROP TABLE t"),
      revision("b", {"a"},
               "CREATE TABLE made (id int); CREATE VIEW lost AS SELECT none FROM t; "
               "CREATE TABLE made_too (id int)",
               "DROP VIEW lost; DROP TABLE made, made_too")};
  std::ranges::move(rest, std::back_inserter(chain));
  return chain;
}

TEST(Missing, IsStoodInForByTheOtherStatementsOfAFailingUpgrade) {
  const auto result = walked(with_a_failing_one(
      {revision("c", {"b"}, "ALTER TABLE made ADD n int; ALTER TABLE made_too ADD n int",
                "ALTER TABLE made DROP n; ALTER TABLE made_too DROP n")}));
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].code, "upgrade-fails");
  EXPECT_EQ(result.findings[0].evidence.at("assumed"),
            "what builds on it was walked with what 2 of its 3 statements make");
  EXPECT_EQ(result.revisions[2].checks.at("round_trip"), report::Verdict::passed);
}

TEST(Missing, HidesNoFaultThatCannotComeFromIt) {
  EXPECT_EQ(
      findings_of(with_a_failing_one({revision("c", {"b"}, "CREATE TABLE u (id int)", "SELECT 1"),
                                      revision("d", {"c"}, "SELEC 1", "SELECT 1")})),
      (Codes{"b: upgrade-fails", "c: downgrade-stub on table public.u", "d: upgrade-fails"}));
}

TEST(Missing, IsWhyALaterRevisionIsNotCheckedAndNotBlamed) {
  const auto result = walked(with_a_failing_one(
      {revision("c", {"b"}, "ALTER VIEW lost SET (security_barrier)", "SELECT 1"),
       revision("d", {"c"}, "CREATE OR REPLACE VIEW lost AS SELECT id FROM t",
                "CREATE OR REPLACE VIEW lost AS SELECT id FROM t"),
       revision("e", {"d"}, "CREATE TABLE u (id int)", "DROP TABLE u")}));
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(
      result.revisions[2].not_checked.at("replay"),
      "it was walked without b, which could not be applied, and its upgrade-fails may come from "
      "that");
  EXPECT_EQ(result.revisions[3].checks.at("replay"), report::Verdict::passed);
  EXPECT_EQ(result.revisions[3].checks.at("round_trip"), report::Verdict::not_checked);
  EXPECT_EQ(result.revisions[4].checks.at("round_trip"), report::Verdict::passed);
  EXPECT_EQ(result.chain_checks_not_run.at("full_descent"),
            "head was reached without b, which could not be applied");
}

TEST(Missing, IsTheSameForEachOfSeveralServers) {
  EXPECT_EQ(findings_of(
                with_a_failing_one({revision("c", {"b"}, "CREATE TABLE u (id int)", "DROP TABLE u"),
                                    revision("d", {"c"}, "ALTER TABLE made ADD n int", "SELECT 1"),
                                    revision("e", {"d"}, "SELECT * FROM lost", "SELECT 1")}),
                {}, 2),
            (Codes{"b: upgrade-fails", "d: downgrade-stub on column public.made.n"}));
}

TEST(Missing, IsMadeAgainWhereTheDatabaseIsMadeAnew) {
  const auto result = walked(with_a_failing_one(
      {revision("c", {"b"}, "CREATE INDEX CONCURRENTLY i ON made (id)",
                "DROP INDEX i; DROP TABLE made; SELECT 1/0", false),
       revision("d", {"c"}, "ALTER TABLE made ADD n int", "ALTER TABLE made DROP n")}));
  EXPECT_EQ(result.revisions[3].checks.at("replay"), report::Verdict::passed);
}

TEST(Missing, KeepsNoRevisionOfAnotherBranchFromBeingBlamed) {
  EXPECT_EQ(
      findings_of(with_a_failing_one({revision("c", {"b"}, "SELECT 1", "SELECT 1"),
                                      revision("other", {"a"}, "SELECT * FROM lost", "SELECT 1")})),
      (Codes{"b: upgrade-fails", "other: upgrade-fails"}));
}

TEST(Missing, AtHeadLeavesTheWayDownToBeWalked) {
  const auto result = walked(with_a_failing_one({}));
  EXPECT_EQ(result.chain_checks.at("full_descent"), report::Verdict::passed);
  EXPECT_EQ(result.findings[0].evidence.count("assumed"), 0u);
}

TEST(Missing, IsAllOfAScriptThatEndsTransactionsItself) {
  const auto result = walked(
      {revision("a", {}, "CREATE TABLE t (id int); COMMIT; SELECT none; BEGIN", "DROP TABLE t"),
       revision("b", {"a"}, "ALTER TABLE t ADD n int", "ALTER TABLE t DROP n")});
  EXPECT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].evidence.at("assumed"),
            "what builds on it was walked with nothing of it");
  EXPECT_EQ(result.revisions[1].checks.at("replay"), report::Verdict::not_checked);
}

}  // namespace
}  // namespace pgstair::walk

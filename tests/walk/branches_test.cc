// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "walk/findings_of.h"
#include "walk/other_order.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

class Branches : public testing::Test {
 protected:
  static Codes found(std::vector<chain::Revision> revisions, std::size_t servers = 1) {
    return findings_of(std::move(revisions), {}, servers);
  }

  static chain::Revision sets_default(const std::string& id,
                                      const std::vector<std::string>& parents,
                                      const std::string& value, const std::string& back = "1") {
    return revision(id, parents, "ALTER TABLE t ALTER n SET DEFAULT " + value,
                    "ALTER TABLE t ALTER n SET DEFAULT " + back);
  }
  static chain::Revision base() {
    return revision("a", {}, "CREATE TABLE t (n int DEFAULT 1)", "DROP TABLE t");
  }
  static chain::Revision merge(const std::vector<std::string>& parents) {
    return revision("m", parents, "SELECT 1", "SELECT 1");
  }
};

const Codes n_depends_on_the_order{"c: branches-disagree on column public.t.n"};

TEST_F(Branches, ThatSetADefaultDifferentlyDisagreeAndNoDowngradeIsBlamed) {
  EXPECT_EQ(found({base(), sets_default("b", {"a"}, "2"), sets_default("c", {"a"}, "3"),
                   merge({"b", "c"})}),
            n_depends_on_the_order);
}

TEST_F(Branches, DisagreeWhoeverWalksThem) {
  EXPECT_EQ(found({base(), sets_default("b", {"a"}, "2"),
                   revision("b2", {"b"}, "CREATE TABLE u (id int)", "DROP TABLE u"),
                   revision("b3", {"b2"}, "CREATE TABLE v (id int)", "DROP TABLE v"),
                   sets_default("c", {"a"}, "3"), merge({"b3", "c"})},
                  2),
            n_depends_on_the_order);
}

TEST_F(Branches, AgreeOnTheSameValue) {
  EXPECT_EQ(found({base(), sets_default("b", {"a"}, "2"),
                   revision("c", {"a"}, "ALTER TABLE t ALTER n SET DEFAULT 2", "SELECT 1"),
                   merge({"b", "c"})}),
            Codes{});
}

TEST_F(Branches, OfWhichOneBuildsOnTheOtherDoNotDisagree) {
  EXPECT_EQ(found({base(), sets_default("b", {"a"}, "2"),
                   revision("s", {"a"}, "CREATE TABLE u (id int)", "DROP TABLE u"),
                   sets_default("c", {"b"}, "3", "2"), merge({"s", "c"})}),
            Codes{});
}

TEST_F(Branches, AreSettledByWhatComesAfterBoth) {
  EXPECT_EQ(found({base(), sets_default("b", {"a"}, "2"), sets_default("c", {"a"}, "3"),
                   revision("m", {"b", "c"}, "ALTER TABLE t ALTER n SET DEFAULT 3", "SELECT 1")}),
            Codes{});
}

TEST_F(Branches, DoNotExcuseADowngradeThatLeadsElsewhere) {
  const auto findings =
      found({base(), sets_default("b", {"a"}, "2"), sets_default("c", {"a"}, "3", "7"),
             revision("m", {"b", "c"}, "ALTER TABLE t ALTER n SET DEFAULT 3", "SELECT 1")});
  EXPECT_EQ(findings, Codes{"c: downgrade-changes-object on column public.t.n"});
}

TEST_F(Branches, DoNotExcuseADowngradeThatRevokesWhatAnotherGranted) {
  const auto findings =
      found({base(),
             revision("b", {"a"}, "GRANT SELECT ON t TO PUBLIC", "REVOKE SELECT ON t FROM PUBLIC"),
             revision("c", {"a"}, "GRANT INSERT ON t TO PUBLIC", "REVOKE ALL ON t FROM PUBLIC"),
             merge({"b", "c"})});
  EXPECT_EQ(findings, Codes{"c: downgrade-changes-object on table public.t"});
}

TEST_F(Branches, OfWhichOneDropsWhatTheOtherMakesAnewDisagree) {
  const auto findings =
      found({revision("a", {}, "CREATE TABLE t (n int); CREATE INDEX i ON t (n)", "DROP TABLE t"),
             revision("b", {"a"}, "DROP INDEX i", "CREATE INDEX i ON t (n)"),
             revision("c", {"a"}, "DROP INDEX IF EXISTS i; CREATE INDEX i ON t (n DESC)",
                      "DROP INDEX i; CREATE INDEX i ON t (n)"),
             merge({"b", "c"})});
  EXPECT_EQ(findings.back(), "c: branches-disagree on index i on public.t");
}

TEST_F(Branches, ThatCannotBeAppliedTheOtherWayRoundAreTold) {
  const auto findings =
      found({base(), revision("b", {"a"}, "CREATE TABLE u (id int)", "DROP TABLE u"),
             revision("c", {"a"}, "DROP TABLE u", "CREATE TABLE u (id int)"), merge({"b", "c"})});
  EXPECT_EQ(findings, Codes{"c: branches-disagree"});
}

TEST(OtherOrders, HaveTheSecondOfEachPairFirstAndEachRevisionAfterItsParents) {
  std::vector<chain::Fault> faults;
  const auto chain = chain::Chain::build(
      {revision("a", {}, "", ""), revision("b", {"a"}, "", ""), revision("c", {"a"}, "", ""),
       revision("d", {"b"}, "", ""), revision("e", {"c", "d"}, "", "")},
      faults);
  using Order = std::vector<std::size_t>;
  EXPECT_EQ(other_orders(chain, {0, 1, 2, 3, 4}, {{1, 2}}), (std::vector<Order>{{0, 2, 1, 3, 4}}));
  EXPECT_EQ(other_orders(chain, {0, 1, 2, 3, 4}, {{1, 2}, {2, 3}}),
            (std::vector<Order>{{0, 2, 1, 3, 4}, {0, 1, 3, 2, 4}}));
  EXPECT_EQ(other_orders(chain, {0, 1, 2}, {{1, 2}}), (std::vector<Order>{{0, 2, 1}}));
}

}  // namespace
}  // namespace pgstair::walk

// SPDX-License-Identifier: MIT
#include "chain/chain.h"

#include <gtest/gtest.h>

#include "chain/verbs.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

Expected faults_of(std::initializer_list<std::string> words, std::string* order = nullptr) {
  std::vector<Fault> faults;
  const auto built = Chain::build(revisions(words), faults);
  if (order != nullptr) *order = ids(built);
  return shown(faults);
}

TEST(Chain, KeepsALinearChainAsItWasRead) { EXPECT_EQ(ids(chain({"a", "b<-a", "c<-b"})), "a b c"); }

TEST(Chain, PutsParentsFirstAndAmongTheReadyTheOneReadFirst) {
  EXPECT_EQ(ids(chain({"c<-b", "b<-a", "a"})), "a b c");
  EXPECT_EQ(ids(chain({"m<-x,y", "y<-a", "x<-a", "a"})), "a y x m");
  EXPECT_EQ(ids(chain({"z", "a", "m<-z,a"})), "z a m");
}

TEST(Chain, KnowsParentsChildrenHeadsAndBases) {
  const auto built = chain({"a", "x<-a", "y<-a", "m<-y,x,x"});
  EXPECT_EQ(built.children(0), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(built.parents(3), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(built.heads(), (std::vector<std::size_t>{3}));
  EXPECT_EQ(built.bases(), (std::vector<std::size_t>{0}));
  EXPECT_EQ(built.index_of("m"), 3u);
  EXPECT_TRUE(built.contains("x"));
  EXPECT_FALSE(built.contains("q"));
  EXPECT_FALSE(Chain().contains("q"));
}

TEST(Chain, ReportsTwoHeads) {
  std::string order;
  EXPECT_EQ(faults_of({"a", "x<-a", "y<-a"}, &order),
            (Expected{"two-heads [y.sql] the chain has 2 heads: x, y; add a revision that merges "
                      "them, with all of them as its parents"}));
  EXPECT_EQ(order, "a x y");
}

TEST(Chain, ReportsAnEmptyChain) {
  EXPECT_EQ(faults_of({}),
            (Expected{"empty-chain [] the chain has no revisions; check the path and the format"}));
}

TEST(Chain, ReportsAMissingParentAndLeavesOutWhatComesAfterIt) {
  std::string order;
  EXPECT_EQ(faults_of({"users", "b<-user", "c<-b"}, &order),
            (Expected{"missing-parent [b.sql] b names the parent user, which is not in the chain; "
                      "did you mean users?; add that revision or correct the name; b and what "
                      "comes after it are not checked"}));
  EXPECT_EQ(order, "users");
}

TEST(Chain, ReportsADuplicateIdAndKeepsTheFirst) {
  std::string order;
  EXPECT_EQ(faults_of({"a", "b<-a", "b<-a"}, &order),
            (Expected{"duplicate-id [b.sql] two revisions have the id b: b.sql and b.sql; rename "
                      "one of them; only the first is checked"}));
  EXPECT_EQ(order, "a b");
}

TEST(Chain, ReportsEachCycleOnceAndLeavesOutWhatHangsOnIt) {
  std::string order;
  EXPECT_EQ(faults_of({"a", "b<-a,d", "c<-b", "d<-c", "e<-d", "f<-f"}, &order),
            (Expected{"cycle [b.sql] the parents go round in a circle: b <- d <- c <- b; correct "
                      "the parents of one of them; until then none of them, nor what comes after "
                      "them, is checked",
                      "cycle [f.sql] the parents go round in a circle: f <- f; correct the parents "
                      "of one of them; until then none of them, nor what comes after them, is "
                      "checked"}));
  EXPECT_EQ(order, "a");
}

TEST(Chain, BuildsTenThousandRevisionsInAnyOrder) {
  std::vector<Revision> many(10000);
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].id = std::to_string(i);
    if (i + 1 < many.size()) many[i].parents = {std::to_string(i + 1)};
  }
  std::vector<Fault> faults;
  const auto built = Chain::build(many, faults);
  EXPECT_EQ(built.size(), 10000u);
  EXPECT_EQ(built.revisions().front().id, "9999");
  EXPECT_EQ(built.index_of("0"), 9999u);
  EXPECT_EQ(faults.size(), 0u);
}

}  // namespace
}  // namespace pgstair::chain

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/verbs.h"

namespace pgstair::chain {
namespace {

struct Case {
  std::string name;
  std::string current;
  std::string outcome;  ///< an id; empty for base
};

void expect_all(const Chain& chain, const std::vector<Case>& cases) {
  for (const auto& [name, current, outcome] : cases) {
    EXPECT_EQ(resolve(chain, name, current), outcome) << name << " from '" << current << "'";
  }
}

/// What resolve() complains of.
std::string refusal(const Chain& chain, std::string_view name, std::string_view current = "") {
  try {
    return "no error, but " + resolve(chain, name, current);
  } catch (const UsageError& error) {
    return error.what();
  }
}

const Chain& linear() {
  static const Chain built = chain({"0001_users", "0002_posts<-0001_users",
                                    "0003_user_tags<-0002_posts", "0010_tags<-0003_user_tags"});
  return built;
}

const Chain& diamond() {
  static const Chain built = chain({"a1", "b1<-a1", "b2<-a1", "c1<-b1,b2", "d1<-c1"});
  return built;
}

TEST(Resolve, FindsRevisionsByName) {
  expect_all(linear(), {{"head", "", "0010_tags"},
                        {"base", "", ""},
                        {"0002_posts", "", "0002_posts"},
                        {"0002", "", "0002_posts"},
                        {"001", "", "0010_tags"},
                        {"users", "", "0001_users"},
                        {"user_tags", "", "0003_user_tags"},
                        {"tags", "", "0010_tags"}});
}

TEST(Resolve, StepsFromTheCurrentRevision) {
  expect_all(linear(), {{"+1", "", "0001_users"},
                        {"+2", "", "0002_posts"},
                        {"+1", "0002_posts", "0003_user_tags"},
                        {"-1", "0003_user_tags", "0002_posts"},
                        {"-1", "0001_users", ""},
                        {"-3", "0003_user_tags", ""},
                        {"+0", "0002_posts", "0002_posts"}});
}

TEST(Resolve, StepsFromANamedRevision) {
  expect_all(linear(), {{"head-1", "", "0003_user_tags"},
                        {"base+1", "", "0001_users"},
                        {"0002+1", "", "0003_user_tags"},
                        {"users+2", "", "0003_user_tags"},
                        {"0002_posts-1", "0010_tags", "0001_users"},
                        {"0002_posts-2", "", ""}});
}

TEST(Resolve, TakesAnIdWithDashesBeforeAStep) {
  const auto dated = chain({"2024", "2024-01-05_users<-2024"});
  expect_all(dated, {{"2024-01-05_users", "", "2024-01-05_users"},
                     {"2024-01", "", "2024-01-05_users"},
                     {"2024-01-05", "", "2024-01-05_users"},
                     {"2024-01-05-1", "", "2024"},
                     {"users", "", "2024-01-05_users"},
                     {"2024", "", "2024"}});
}

TEST(Resolve, StepsThroughAMergeOnlyWhereOneWayLeads) {
  expect_all(diamond(), {{"b1+1", "", "c1"}, {"b2-1", "", "a1"}, {"head-1", "", "c1"}});
  EXPECT_EQ(refusal(diamond(), "a1+1"),
            "a1+1 is ambiguous: after a1 come b1, b2; name one of them");
  EXPECT_EQ(refusal(diamond(), "-2", "d1"),
            "-2 is ambiguous: before c1 come b1, b2; name one of them");
}

TEST(Resolve, RefusesWhatItCannotFind) {
  EXPECT_EQ(refusal(linear(), "0002_pots"),
            "no revision 0002_pots in the chain; did you mean 0002_posts?");
  EXPECT_EQ(refusal(linear(), "heda"), "no revision heda in the chain; did you mean head?");
  EXPECT_EQ(refusal(linear(), "qqqqqqqqqq"), "no revision qqqqqqqqqq in the chain");
  EXPECT_EQ(refusal(linear(), "pots+1"), "no revision pots+1 in the chain; did you mean posts?");
  EXPECT_EQ(refusal(linear(), "+x"), "no revision +x in the chain");
  EXPECT_EQ(refusal(linear(), ""), "a revision is needed: an id, head, base, +1 or -1");
}

TEST(Resolve, RefusesWhatSeveralRevisionsMatch) {
  EXPECT_EQ(refusal(linear(), "000"),
            "000 is ambiguous: it matches 0001_users, 0002_posts, 0003_user_tags");
  EXPECT_EQ(refusal(chain({"a", "b<-a", "c<-a"}), "head"),
            "head is ambiguous: the chain has 2 heads (b, c); name one of them");
}

TEST(Resolve, RefusesToLeaveTheChain) {
  EXPECT_EQ(refusal(linear(), "+1", "0010_tags"),
            "+1 goes beyond the chain: there is nothing after 0010_tags");
  EXPECT_EQ(refusal(linear(), "-2", "0001_users"),
            "-2 goes beyond the chain: there is nothing before base");
  EXPECT_EQ(refusal(linear(), "-1"), "-1 goes beyond the chain: there is nothing before base");
}

}  // namespace
}  // namespace pgstair::chain

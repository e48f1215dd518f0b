// SPDX-License-Identifier: MIT
#include "author/new_revision.h"

#include <gtest/gtest.h>

#include "support/errors.h"

namespace pgstair::author {
namespace {

constexpr std::string_view now = "20261121044500";

chain::Chain chain_of(
    const std::vector<std::pair<std::string, std::vector<std::string>>>& revisions) {
  std::vector<chain::Revision> list;
  for (const auto& [id, parents] : revisions) {
    chain::Revision revision;
    revision.id = id;
    revision.parents = parents;
    list.push_back(revision);
  }
  std::vector<chain::Fault> faults;
  return chain::Chain::build(std::move(list), faults);
}

TEST(NewRevision, FollowsTheLargestNumberInItsWidth) {
  const auto chain = chain_of({{"0008_users", {}}, {"0009_teams", {"0008_users"}}});
  const auto revision = new_revision(chain, "Add invoices!", {}, now);
  EXPECT_EQ(revision.file_name, "0010_add_invoices.sql");
  EXPECT_EQ(revision.text, "-- migrate:up\n\n\n-- migrate:down\n\n");
}

TEST(NewRevision, StartsAnEmptyChain) {
  EXPECT_EQ(new_revision(chain_of({}), "users", {}, now).file_name, "0001_users.sql");
}

TEST(NewRevision, TakesTheTimeWhereRevisionsAreNumberedByTime) {
  const auto chain = chain_of({{"20260101000000_users", {}}});
  EXPECT_EQ(new_revision(chain, "teams", {}, now).file_name, "20261121044500_teams.sql");
}

TEST(NewRevision, StaysBehindARevisionFromTheFuture) {
  const auto chain = chain_of({{"20991231235959_users", {}}});
  EXPECT_EQ(new_revision(chain, "teams", {}, now).file_name, "20991231235960_teams.sql");
}

TEST(NewRevision, KeepsLettersBeyondAscii) {
  EXPECT_EQ(new_revision(chain_of({}), "Größe der Straße", {}, now).file_name,
            "0001_größe_der_straße.sql");
}

TEST(NewRevision, NamesParentsThatTheOrderDoesNotSay) {
  const auto chain = chain_of({{"0001_a", {}}, {"0002_b", {"0001_a"}}, {"0003_c", {"0001_a"}}});
  EXPECT_EQ(new_revision(chain, "merge", {"0002_b", "0003_c"}, now).text,
            "-- migrate:parents 0002_b 0003_c\n-- migrate:up\n\n\n-- migrate:down\n\n");
}

TEST(NewRevision, RefusesToGuessAmongSeveralHeads) {
  const auto chain = chain_of({{"0001_a", {}}, {"0002_b", {"0001_a"}}, {"0003_c", {"0001_a"}}});
  EXPECT_THROW(new_revision(chain, "more", {}, now), UsageError);
}

TEST(NewRevision, RefusesAMessageWithoutLettersAndAParentThatIsNotThere) {
  EXPECT_THROW(new_revision(chain_of({}), " -!- ", {}, now), UsageError);
  EXPECT_THROW(new_revision(chain_of({}), "users", {"0001_a"}, now), UsageError);
}

}  // namespace
}  // namespace pgstair::author

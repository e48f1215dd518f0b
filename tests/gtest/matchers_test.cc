// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gtest/gtest_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Chain scenario(const std::string& name) {
  return chain_at(PGSTAIR_SOURCE_DIR "/scenarios/" + name);
}

/// What a matcher says of a value that it does not match.
template <class Value>
std::string explanation(const testing::Matcher<const Value&>& matcher, const Value& value) {
  testing::StringMatchResultListener listener;
  EXPECT_FALSE(matcher.MatchAndExplain(value, &listener));
  return listener.str();
}

TEST(Verify, FindsWhatTheProgramFinds) {
  const Verification result = Verify(scenario("downgrade-loses-values-dropped-column"));
  EXPECT_THAT(result, HasFinding("downgrade-loses-values"));
  EXPECT_THAT(result, HasFinding("downgrade-loses-values", "0003_no_phone"));
  EXPECT_THAT(result, Not(HasFinding("downgrade-loses-values", "0002_no_fax")));
  EXPECT_THAT(result, Not(HasFinding("downgrade-leaves-residue")));
  ASSERT_EQ(result.findings.size(), 1);
  const Finding& finding = result.findings.front();
  EXPECT_EQ(finding.severity, "warning");
  EXPECT_EQ(finding.object, "column public.users.phone");
  EXPECT_THAT(finding.place, HasSubstr("0003_no_phone.sql:4:"));
  EXPECT_THAT(finding.advice, HasSubstr("pgstair: loses"));
  EXPECT_EQ(result.revisions, 3);
  EXPECT_GT(result.checks_run, 0);
}

TEST(Verify, FindsNothingWhereNothingIsWrong) {
  const Verification result = Verify(small_chain());
  EXPECT_THAT(result.findings, IsEmpty()) << result;
  EXPECT_EQ(explanation(HasFinding("replay-fails"), result), "which found nothing");
}

TEST(Verify, RehearsesWithRowsIfThereAreToBeSome) {
  EXPECT_THAT(Verify(small_chain().rows(50)),
              HasFinding("downgrade-loses-values", "0002_split_name"));
}

TEST(Verify, SaysWhatItCannotDo) {
  EXPECT_THAT(complaint_of([] { Verify(Chain("/nowhere")); }), HasSubstr("/nowhere"));
}

TEST(HasFinding, SaysWhatThereIsInstead) {
  const Verification result = Verify(scenario("downgrade-loses-values-dropped-column"));
  EXPECT_EQ(explanation(HasFinding("cycle"), result),
            "which found\n  downgrade-loses-values in 0003_no_phone");
}

TEST(SameCatalogAs, IsTrueOfTheSameRevisionAndOfTheModel) {
  const DatabaseAt head("head", small_chain());
  EXPECT_THAT(head, SameCatalogAs("0003", small_chain()));
  EXPECT_THAT(head, SameCatalogAs("model", small_chain()));
  EXPECT_THAT(head, SameCatalogAs(DatabaseAt("model", small_chain())));
  EXPECT_THAT(head, Not(SameCatalogAs("head-1", small_chain())));
}

TEST(SameCatalogAs, HoldsAMigrationToItsWayBack) {
  Migration migration("0002", small_chain());
  migration.upgrade();
  EXPECT_THAT(migration.database(), SameCatalogAs("0002", small_chain()));
  migration.downgrade();
  EXPECT_THAT(migration.database(), SameCatalogAs("0001", small_chain()));
}

TEST(SameCatalogAs, DoesNotMindTheOrderOfColumns) {
  const DatabaseAt database("0001", small_chain());
  database.query(
      "ALTER TABLE users DROP COLUMN id; ALTER TABLE users ADD COLUMN id int PRIMARY KEY");
  EXPECT_THAT(database, SameCatalogAs("0001", small_chain()));
}

TEST(SameCatalogAs, SaysWhatDiffersAsDiffDoes) {
  const DatabaseAt database("head", small_chain());
  database.query("ALTER TABLE users ADD COLUMN age int; DROP TABLE notes");
  EXPECT_THAT(explanation(SameCatalogAs("head", small_chain()), database),
              AllOf(HasSubstr("A  this database, made as chain@0003_notes"),
                    HasSubstr("B  chain@0003_notes"), HasSubstr("- column public.users.age"),
                    HasSubstr("+ table public.notes")));
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
//
// What comes after a revision finds the rows and the numbers that a plain upgrade leaves, whatever
// the revision's downgrade and second upgrade did to them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checks/all_checks.h"
#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "walk/walk.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

class Quiet : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t,
                     std::span<const report::Finding>) override {}
};

/// Scripts that keep to one transaction, and scripts that commit on their own.
class RowsPutBack : public testing::TestWithParam<bool> {
 protected:
  chain::Revision next(const std::string& up, const std::string& down) {
    const std::vector<std::string> parents =
        last_ == 0 ? std::vector<std::string>{} : std::vector{"r" + std::to_string(last_)};
    return revision("r" + std::to_string(++last_), parents, up, down, GetParam());
  }

  /// "r2: upgrade-fails", in the order of the report.
  std::vector<std::string> walk_chain(std::vector<chain::Revision> revisions) {
    std::vector<chain::Fault> faults;
    const auto chain = chain::Chain::build(std::move(revisions), faults);
    report::Result result;
    Quiet quiet;
    walk(
        chain, {&server_}, {}, [] { return checks::all_checks({}); }, quiet, result);
    EXPECT_EQ(result.revisions.size(), chain.size());
    std::vector<std::string> found;
    for (const auto& finding : result.findings)
      found.push_back(finding.revision + ": " + finding.code);
    return found;
  }

  const std::string kinds_ =
      "CREATE TABLE kinds (id serial PRIMARY KEY, name text);"
      "INSERT INTO kinds (name) VALUES ('a'), ('b')";

 private:
  server::DisposableServer server_{{installation_under_test(), false, std::nullopt}};
  int last_ = 0;
};

TEST_P(RowsPutBack, ANumberOfASequenceIsGivenOutOnce) {
  EXPECT_THAT(
      walk_chain(
          {next(kinds_, "DROP TABLE kinds"),
           next("INSERT INTO kinds (name) VALUES ('c')", "DELETE FROM kinds WHERE name = 'c'"),
           next("INSERT INTO kinds (name) VALUES ('d')", "DELETE FROM kinds WHERE name = 'd'"),
           next("CREATE TABLE shelves (kind int REFERENCES kinds);"
                "INSERT INTO shelves VALUES (3), (4)",
                "DROP TABLE shelves")}),
      Each(HasSubstr("downgrade-moves-sequence")));
}

TEST_P(RowsPutBack, ASequenceThatEndsWhereItDidTellsNothingOfTheRows) {
  EXPECT_THAT(walk_chain({next(kinds_, "DROP TABLE kinds"),
                          next("INSERT INTO kinds (name) VALUES ('c');"
                               "SELECT setval('kinds_id_seq', 9)",
                               "DELETE FROM kinds WHERE name = 'c'"),
                          next("CREATE TABLE shelves (kind int REFERENCES kinds);"
                               "INSERT INTO shelves VALUES (3)",
                               "DROP TABLE shelves")}),
              Each(HasSubstr("downgrade-moves-sequence")));
}

TEST_P(RowsPutBack, ValuesThatADowngradeLosesAreThereForTheNextRevision) {
  EXPECT_THAT(walk_chain({next("CREATE TABLE kinds (id int, name text);"
                               "INSERT INTO kinds VALUES (1, 'a')",
                               "DROP TABLE kinds"),
                          next("CREATE TABLE names (id int, name text);"
                               "INSERT INTO names SELECT id, name FROM kinds;"
                               "ALTER TABLE kinds DROP name",
                               "ALTER TABLE kinds ADD name text; DROP TABLE names"),
                          next("ALTER TABLE names ALTER name SET NOT NULL",
                               "ALTER TABLE names ALTER name DROP NOT NULL")}),
              Not(Contains(HasSubstr("upgrade-fails"))));
}

TEST_P(RowsPutBack, RowsThatADowngradeLeavesDoNotCountTwice) {
  EXPECT_THAT(walk_chain({next("CREATE TABLE kinds (name text)", "DROP TABLE kinds"),
                          next("INSERT INTO kinds VALUES ('a')", "SELECT 1"),
                          next("ALTER TABLE kinds ADD UNIQUE (name)",
                               "ALTER TABLE kinds DROP CONSTRAINT kinds_name_key")}),
              Not(Contains(HasSubstr("upgrade-fails"))));
}

/// A failed upgrade is not applied; what it committed before it failed must go, for its sibling.
TEST_P(RowsPutBack, WhatAFailedUpgradeHasCommittedGoes) {
  auto first = next(kinds_, "DROP TABLE kinds");
  auto failing = revision("x", {"r1"}, "INSERT INTO kinds (name) VALUES ('c'); SELECT 1 / 0",
                          "DELETE FROM kinds WHERE id = 3", GetParam());
  auto sibling = next("INSERT INTO kinds (name) VALUES ('d')", "DELETE FROM kinds WHERE id = 3");
  const auto found = walk_chain({first, failing, sibling});
  EXPECT_THAT(found, Contains("x: upgrade-fails"));
  EXPECT_THAT(found, Not(Contains("r2: upgrade-fails")));
}

INSTANTIATE_TEST_SUITE_P(Scripts, RowsPutBack, testing::Bool(), [](const auto& scripts) {
  return scripts.param ? "InATransaction" : "ThatCommitOnTheirOwn";
});

}  // namespace
}  // namespace pgstair::walk

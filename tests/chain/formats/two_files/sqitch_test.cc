// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

std::string plan(const std::string& changes) {
  return "%syntax-version=1.0.0\n%project=flipr\n\n" + changes;
}

constexpr const char* planner = " 2024-01-31T10:00:00Z Ann <ann@example.com>";

TEST(Sqitch, FollowsThePlanAndLetsEachStatementCommitByItself) {
  const Folder folder(
      {{"sqitch.plan", plan(std::string("users") + planner +
                            " # Adds users\nlists/all [users !old]" + planner + "\n")},
       {"deploy/users.sql", "BEGIN; SELECT 1; COMMIT;"},
       {"revert/users.sql", "SELECT 2;"},
       {"deploy/lists/all.sql", "SELECT 3; SELECT 4;"},
       {"deploy/other.sql", "SELECT 5;"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "sqitch");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"users: none[BEGIN; SELECT 1; COMMIT] / none[SELECT 2]",
                      "lists/all <- users: none[SELECT 3; SELECT 4] / -"}));
  EXPECT_EQ(codes(result.faults), Expected{"ignored-file"});
}

TEST(Sqitch, TakesAReworkedChangesFirstScriptsByATagBetweenTheTwo) {
  const Folder folder({{"sqitch.plan", plan(std::string("f") + planner + "\n@v1" + planner +
                                            "\n@v2" + planner + "\nf [f@v1]" + planner + "\n")},
                       {"deploy/f@v2.sql", "SELECT 1;"},
                       {"revert/f@v2.sql", "SELECT 2;"},
                       {"deploy/f.sql", "SELECT 3;"},
                       {"revert/f.sql", "SELECT 1;"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"f@v2: none[SELECT 1] / none[SELECT 2]",
                      "f <- f@v2: none[SELECT 3] / none[SELECT 1]"}));
}

TEST(Sqitch, RefusesAPlanWhoseChangesComeBeforeWhatTheyRequire) {
  const Folder folder(
      {{"sqitch.plan", plan(std::string("a [b other:c]") + planner + "\nb" + planner)},
       {"deploy/a.sql", "SELECT 1;"},
       {"deploy/b.sql", "SELECT 2;"}});
  const auto result = folder.read();
  EXPECT_EQ(codes(result.faults), Expected{"missing-parent"});
  EXPECT_EQ(result.faults.front().location.line, 4);
}

TEST(Sqitch, RunsNoCommandsOfPsqlAndListsWhatHasNoScript) {
  const Folder folder({{"sqitch.plan", plan(std::string("a") + planner + "\nb" + planner)},
                       {"deploy/a.sql", "\\i other.sql\nSELECT 1;"}});
  const auto result = folder.read();
  EXPECT_EQ(codes(result.faults), (Expected{"code-migration", "unreadable-file"}));
  for (const auto& revision : result.revisions) EXPECT_NE(revision.not_runnable, "");
}

TEST(Sqitch, FindsItsPlanAndItsServerInItsConfiguration) {
  const Folder folder({{"sqitch.conf", "[core]\n\tengine = pg\n\ttop_dir = sql\n"},
                       {"sql/sqitch.plan", plan(std::string("a") + planner)},
                       {"sql/deploy/a.sql", "SELECT 1;"}});
  EXPECT_EQ(shown(folder.read().revisions), Expected{"a: none[SELECT 1] / -"});
  const Folder other({{"sqitch.conf", "[core]\n\tengine = sqlite\n"}, {"sqitch.plan", plan("")}});
  EXPECT_THROW(other.read(), UsageError);
}

}  // namespace
}  // namespace pgstair::chain

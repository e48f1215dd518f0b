// SPDX-License-Identifier: MIT
//
// A squash on a branch of git, against the commit before it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "squash/squash_test.h"

namespace pgstair {
namespace {

using testing::HasSubstr;

class SquashInGit : public SquashTest {
 protected:
  void SetUp() override {
    SquashTest::SetUp();
    git({"init", "-q"});
    write("db/0001_a.sql", "-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;\n");
    write("db/0002_b.sql",
          "-- migrate:up\nCREATE TABLE b ();\nCOMMENT ON TABLE b IS 'two';\n"
          "-- migrate:down\nDROP TABLE b;\n");
    git({"add", "."});
    git({"commit", "-qm", "two revisions"});
    std::filesystem::remove(folder() / "db/0001_a.sql");
    write("db/0002_b.sql",
          "-- migrate:up\nCREATE TABLE a ();\nCREATE TABLE b ();\n"
          "-- migrate:down\nDROP TABLE b;\nDROP TABLE a;\n");
  }
};

TEST_F(SquashInGit, IsComparedWithACommitAndTouchesNothing) {
  const std::string before = git({"status", "--porcelain"});
  const auto ran = cli::pgstair({"squash", "--check", "db", "--against", "HEAD"}, folder());
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("squash-changes-object"));
  EXPECT_THAT(ran.out, HasSubstr("table public.b is not what the old chain makes: comment"));
  EXPECT_EQ(git({"status", "--porcelain"}), before);
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(SquashInGit, NeedsACommitThatThereIs) {
  const auto ran = cli::pgstair({"squash", "--check", "db", "--against", "v9"}, folder());
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("'v9' is no folder, and no commit, branch or tag of git"));
}

TEST_F(SquashInGit, IsTheChainsOwnRepositoryAlsoWithinAHookOfAnother) {
  const auto ran = cli::pgstair({"squash", "--check", "db", "--against", "HEAD"}, folder(),
                                {"GIT_DIR=/nowhere", "GIT_INDEX_FILE=/nowhere/index"});
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
}

TEST_F(SquashInGit, NeedsAFolderThatTheCommitHas) {
  write("other/0001_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
  const auto ran = cli::pgstair({"squash", "--check", "other", "--against", "HEAD"}, folder());
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("HEAD has no folder other"));
}

}  // namespace
}  // namespace pgstair

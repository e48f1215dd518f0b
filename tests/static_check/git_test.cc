// SPDX-License-Identifier: MIT
//
// `pgstair check` in repositories that git itself made.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "static_check/check.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/temp_dir.h"

namespace pgstair::static_check {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A project whose `main` is released as origin/main, with 1_users and 2_orders; its branch `work`
/// is checked out.
class CheckInARepository : public testing::Test {
 protected:
  CheckInARepository() {
    git({"init", "--quiet", "--initial-branch=main"});
    write("db/1_users.up.sql", "CREATE TABLE users (id int);\n");
    write("db/1_users.down.sql", "DROP TABLE users;\n");
    write("db/2_orders.up.sql", "CREATE TABLE orders (id int);\n");
    write("db/2_orders.down.sql", "DROP TABLE orders;\n");
    commit("Begin");
    release();
    git({"checkout", "--quiet", "-b", "work"});
  }

  fs::path folder() const { return folder_.path(); }

  std::string git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-C", folder().string(), "-c", "user.name=a", "-c",
                                         "user.email=a@example.com"});
    const ProcessResult result = run({.arguments = arguments});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder() / name).parent_path());
    write_file(folder() / name, text);
  }

  void commit(const std::string& message) const {
    git({"add", "--all"});
    git({"commit", "--quiet", "--message", message});
  }

  /// What is checked out becomes origin/main.
  void release() const { git({"update-ref", "refs/remotes/origin/main", "HEAD"}); }

  /// Something that others have released meanwhile.
  void release_meanwhile(const std::string& name, const std::string& text) const {
    git({"checkout", "--quiet", "main"});
    write(name, text);
    commit("Meanwhile");
    release();
    git({"checkout", "--quiet", "work"});
  }

  report::Result check_db(const ReleaseOptions& release = {}) const {
    verify::Options options;
    options.chain = folder() / "db";
    return check({options, release});
  }

  /// "code revision" of each finding.
  static std::vector<std::string> found(const report::Result& result) {
    std::vector<std::string> codes;
    for (const auto& finding : result.findings) {
      if (finding.severity != report::Severity::note)
        codes.push_back(finding.code + " " + finding.revision);
    }
    return codes;
  }

 private:
  TempDir folder_;
};

TEST_F(CheckInARepository, ComparesWithOriginMainAndSaysSo) {
  const auto result = check_db();
  EXPECT_THAT(found(result), IsEmpty());
  EXPECT_EQ(result.chain_checks.at("released"), report::Verdict::passed);
  EXPECT_THAT(result.compared_with, HasSubstr("origin/main ("));
}

TEST_F(CheckInARepository, FindsAnEditInTheWorkingTreeAndOneThatIsCommitted) {
  write("db/1_users.up.sql", "CREATE TABLE users (id bigint);\n");
  EXPECT_THAT(found(check_db()), ElementsAre("released-revision-edited 1_users"));
  commit("Widen the key");
  EXPECT_THAT(found(check_db()), ElementsAre("released-revision-edited 1_users"));
}

TEST_F(CheckInARepository, LeavesTheIndexAndTheWorkingTreeAlone) {
  write("db/3_plans.up.sql", "CREATE TABLE plans (id int);\n");
  const std::string index = read_file(folder() / ".git/index");
  const std::string status = git({"status", "--porcelain"});
  const std::string index_after_status = read_file(folder() / ".git/index");
  check_db();
  EXPECT_EQ(read_file(folder() / ".git/index"), index_after_status);
  EXPECT_EQ(git({"status", "--porcelain"}), status);
  EXPECT_FALSE(index.empty());
}

TEST_F(CheckInARepository, TellsNothingOfWhatOthersHaveReleasedMeanwhile) {
  release_meanwhile("db/1_users.down.sql", "DROP TABLE IF EXISTS users;\n");
  release_meanwhile("db/2_orders.up.sql", "CREATE TABLE orders (id bigint);\n");
  release_meanwhile("db/3_plans.up.sql", "CREATE TABLE plans (id int);\n");
  write("db/4_prices.up.sql", "CREATE TABLE prices (id int);\n");
  EXPECT_THAT(found(check_db()), IsEmpty());
}

TEST_F(CheckInARepository, FindsANumberThatOthersHaveTakenMeanwhile) {
  release_meanwhile("db/3_plans.up.sql", "CREATE TABLE plans (id int);\n");
  write("db/3_prices.up.sql", "CREATE TABLE prices (id int);\n");
  EXPECT_THAT(found(check_db()), ElementsAre("duplicate-version 3_prices"));
}

TEST_F(CheckInARepository, FindsANumberBelowWhatOthersHaveReleasedMeanwhile) {
  release_meanwhile("db/4_plans.up.sql", "CREATE TABLE plans (id int);\n");
  write("db/3_prices.up.sql", "CREATE TABLE prices (id int);\n");
  const auto result = check_db();
  EXPECT_THAT(found(result), ElementsAre("late-revision 3_prices"));
  EXPECT_THAT(result.findings.front().message, HasSubstr("golang-migrate never applies it"));
}

TEST_F(CheckInARepository, FindsWhatWasDeletedButNotWhatWasDeletedInTheReleaseAsWell) {
  fs::remove(folder() / "db/2_orders.up.sql");
  fs::remove(folder() / "db/2_orders.down.sql");
  EXPECT_THAT(found(check_db()), ElementsAre("released-revision-deleted 2_orders"));
  commit("Without orders");
  release();
  EXPECT_THAT(found(check_db()), IsEmpty());
}

TEST_F(CheckInARepository, TellsManyDeletionsAsOneAndNamesSquash) {
  for (int i = 3; i < 9; ++i)
    write("db/" + std::to_string(i) + "_t.up.sql", "CREATE TABLE t" + std::to_string(i) + " ();\n");
  commit("More");
  release();
  for (int i = 3; i < 9; ++i) fs::remove(folder() / ("db/" + std::to_string(i) + "_t.up.sql"));
  const auto result = check_db();
  ASSERT_THAT(found(result), ElementsAre("released-revision-deleted 8_t"));
  EXPECT_THAT(result.findings.front().message, HasSubstr("6 revisions from 3_t to 8_t"));
  EXPECT_THAT(result.findings.front().advice, HasSubstr("pgstair squash --check"));
}

TEST_F(CheckInARepository, ComparesWithTheCommitThatIsNamed) {
  git({"tag", "v1"});
  write("db/1_users.up.sql", "CREATE TABLE users (id bigint);\n");
  commit("Widen the key");
  release();
  EXPECT_THAT(found(check_db()), IsEmpty());
  ReleaseOptions v1;
  v1.base_ref = "v1";
  EXPECT_THAT(found(check_db(v1)), ElementsAre("released-revision-edited 1_users"));
  ReleaseOptions unknown;
  unknown.base_ref = "v2";
  EXPECT_THROW(check_db(unknown), UsageError);
}

TEST_F(CheckInARepository, IsNotCheckedWithoutAnUpstream) {
  git({"update-ref", "-d", "refs/remotes/origin/main"});
  const auto result = check_db();
  EXPECT_EQ(result.chain_checks.at("released"), report::Verdict::not_checked);
  EXPECT_THAT(result.chain_checks_not_run.at("released"), HasSubstr("--base-ref"));
}

TEST_F(CheckInARepository, IsNotCheckedWhereNoCommonCommitIsKnown) {
  const std::string tree = git({"rev-parse", "HEAD^{tree}"}).substr(0, 40);
  const std::string other = git({"commit-tree", "-m", "Another beginning", tree}).substr(0, 40);
  git({"update-ref", "refs/remotes/origin/main", other});
  EXPECT_THAT(check_db().chain_checks_not_run.at("released"), HasSubstr("fetch-depth"));
}

TEST_F(CheckInARepository, IsNotCheckedWhereNothingOfTheChainIsReleased) {
  fs::rename(folder() / "db", folder() / "migrations");
  verify::Options options;
  options.chain = folder() / "migrations";
  const auto result = check({options, {}});
  EXPECT_EQ(result.chain_checks.at("released"), report::Verdict::not_checked);
  EXPECT_THAT(result.chain_checks_not_run.at("released"), HasSubstr("migrations"));
}

TEST_F(CheckInARepository, IsNotMisledByTheVariablesOfAHook) {
  const ProcessResult result = run({.arguments = {PGSTAIR_BINARY, "check", "db"},
                                    .directory = folder(),
                                    .set = {"GIT_DIR=.git", "GIT_INDEX_FILE=.git/index"}});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("compared with origin/main"));
}

TEST_F(CheckInARepository, TakesOtherLineEndsOfACheckoutForNoEdit) {
  // sqlx compares checksums: every other letter would be told.
  write("sqlx/1_users.sql", "CREATE TABLE users (id int);\n");
  commit("With sqlx");
  release();
  write("sqlx/1_users.sql", "CREATE TABLE users (id int);\r\n");
  verify::Options options;
  options.chain = folder() / "sqlx";
  options.format = "sqlx";
  EXPECT_THAT(found(check({options, {}})), IsEmpty());
  write("sqlx/1_users.sql", "CREATE TABLE users (id int); \r\n");
  EXPECT_THAT(found(check({options, {}})), ElementsAre("released-checksum-changed 1_users"));
}

TEST(CheckWithoutGit, IsNotCheckedAndSaysWhy) {
  const TempDir folder;
  write_file(folder.path() / "1_users.sql", "CREATE TABLE users (id int);\n");
  verify::Options options;
  options.chain = folder.path();
  const auto result = check({options, {}});
  EXPECT_EQ(result.chain_checks.at("released"), report::Verdict::not_checked);
  EXPECT_THAT(result.chain_checks_not_run.at("released"), HasSubstr("no repository of git"));
}

/// Of Alembic's, with heads that only meet in the release.
class CheckOfAnAlembicProject : public CheckInARepository {
 protected:
  CheckOfAnAlembicProject() {
    write("alembic.ini", "[alembic]\nscript_location = migrations\n");
    revision("a1", "None", "op.create_table('a')");
    revision("b2", "'a1'", "op.create_table('b')");
    commit("With Alembic");
    release();
    git({"branch", "--force", "main"});
  }

  static std::string text(const std::string& id, const std::string& parent,
                          const std::string& upgrade) {
    return "from alembic import op\nrevision = '" + id + "'\ndown_revision = " + parent +
           "\n\n\ndef upgrade():\n    " + upgrade + "\n";
  }

  void revision(const std::string& id, const std::string& parent,
                const std::string& upgrade) const {
    write("migrations/versions/" + id + ".py", text(id, parent, upgrade));
  }

  report::Result check_project() const {
    verify::Options options;
    options.chain = folder();
    options.alembic.python = "python3";
    return check({options, {}});
  }
};

TEST_F(CheckOfAnAlembicProject, FindsNothingInWhatIsNew) {
  revision("c3", "'b2'", "op.create_table('c')");
  const auto result = check_project();
  EXPECT_THAT(found(result), IsEmpty());
  EXPECT_EQ(result.chain_checks.at("released"), report::Verdict::passed);
}

TEST_F(CheckOfAnAlembicProject, FindsAMergeThatSomebodyForgot) {
  release_meanwhile("migrations/versions/d4.py", text("d4", "'b2'", "op.create_table('d')"));
  revision("c3", "'b2'", "op.create_table('c')");
  const auto result = check_project();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().code, "two-heads");
  EXPECT_THAT(result.findings.front().message, HasSubstr("released meanwhile"));
}

TEST_F(CheckOfAnAlembicProject, FindsARevisionThatWasPutBelowAReleasedOne) {
  revision("c3", "'a1'", "op.create_table('c')");
  revision("b2", "'c3'", "op.create_table('b')");
  EXPECT_THAT(found(check_project()),
              ElementsAre("released-revision-edited b2", "late-revision c3"));
}

TEST_F(CheckOfAnAlembicProject, TakesAFileOfAnotherNameForTheSameRevision) {
  fs::rename(folder() / "migrations/versions/b2.py", folder() / "migrations/versions/b2_b.py");
  EXPECT_THAT(found(check_project()), IsEmpty());
}

TEST_F(CheckOfAnAlembicProject, FindsARevisionUnderAnotherId) {
  fs::remove(folder() / "migrations/versions/b2.py");
  revision("b3", "'a1'", "op.create_table('b')");
  EXPECT_THAT(found(check_project()), ElementsAre("released-revision-renamed b3"));
}

TEST_F(CheckOfAnAlembicProject, FindsAnEdit) {
  revision("b2", "'a1'", "op.create_table('c')");
  EXPECT_THAT(found(check_project()), ElementsAre("released-revision-edited b2"));
}

}  // namespace
}  // namespace pgstair::static_check

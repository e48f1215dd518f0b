// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "gtest/gtest_test.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair {
namespace {

using testing::HasSubstr;

/// The failures that `work` reports.
template <class Work>
std::vector<testing::TestPartResult> failures_of(const Work& work) {
  testing::TestPartResultArray reported;
  {
    const testing::ScopedFakeTestPartResultReporter reporter(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &reported);
    work();
  }
  std::vector<testing::TestPartResult> failures;
  for (int i = 0; i < reported.size(); ++i) failures.push_back(reported.GetTestPartResult(i));
  return failures;
}

TEST(Migration, IsATestInFiveLines) {
  Migration("0002_split_name", small_chain())
      .given("users", {"id", "name"}, {{1, "Ada Lovelace"}, {2, nullptr}, {3, "Mary O'Neill"}})
      .upgrade()
      .expect("SELECT first, last FROM users ORDER BY id",
              {{"Ada", "Lovelace"}, {nullptr, nullptr}, {"Mary", "O'Neill"}})
      .downgrade()
      .expect("SELECT name FROM users ORDER BY id",
              {{"Ada Lovelace"}, {nullptr}, {"Mary O'Neill"}});
}

TEST(Migration, TellsRowsSideBySideWhereTheyWereExpected) {
  int line = 0;
  const auto failures = failures_of([&] {
    Migration migration("0002", small_chain());
    migration.given("INSERT INTO users VALUES (1, 'Ada Lovelace'), (2, ''), (3, NULL)").upgrade();
    line = __LINE__ + 1;
    migration.expect("SELECT id, last FROM users ORDER BY id", {{1, "Lovelace"}, {2, nullptr}});
  });
  ASSERT_EQ(failures.size(), 1);
  EXPECT_STREQ(failures[0].message(),
               "Failed\n"
               "SELECT id, last FROM users ORDER BY id\n"
               "returns other rows:\n"
               "    expected       actual\n"
               "    id | last      id | last\n"
               "    1 | Lovelace   1 | Lovelace\n"
               "  ! 2 | NULL       2 | ''\n"
               "  ! (no row)       3 | NULL\n");
  EXPECT_THAT(failures[0].file_name(), HasSubstr("migration_test.cc"));
  EXPECT_EQ(failures[0].line_number(), line);
  EXPECT_TRUE(failures[0].nonfatally_failed());
}

TEST(Migration, SaysThatOnlyTheOrderDiffers) {
  const auto failures = failures_of([] {
    Migration("0001", small_chain()).upgrade().expect("VALUES (2), (1)", {{1}, {2}});
  });
  ASSERT_EQ(failures.size(), 1);
  EXPECT_THAT(failures[0].message(), HasSubstr("in another order (has the query an ORDER BY?)"));
}

class MigrationOfItsOwn : public testing::Test {
 protected:
  Chain chain(const std::string& up, const std::string& down) {
    write_file(folder_.path() / "1_a.sql",
               "-- migrate:up\nCREATE TABLE a (id int);\n"
               "-- migrate:down\nDROP TABLE a;\n");
    write_file(file(), "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n");
    return chain_at(folder_.path());
  }
  std::filesystem::path file() const { return folder_.path() / "2_b.sql"; }

 private:
  TempDir folder_;
};

TEST_F(MigrationOfItsOwn, TellsAFailedStepAndDoesNothingAfterIt) {
  const Chain chain = this->chain("ALTER TABLE a ADD UNIQUE (id);", "SELECT nope;");
  const auto failures = failures_of([&] {
    Migration("2_b", chain)
        .given("a", {"id"}, {{1}, {1}})
        .upgrade()
        .expect("SELECT 1", {{2}})
        .downgrade();
  });
  ASSERT_EQ(failures.size(), 1);
  EXPECT_THAT(failures[0].message(),
              HasSubstr(file().string() + ":2:1: the upgrade of 2_b fails: ERROR 23505: "));
}

TEST_F(MigrationOfItsOwn, TellsAFailedDowngrade) {
  const Chain chain = this->chain("ALTER TABLE a ADD UNIQUE (id);", "SELECT nope;");
  const auto failures = failures_of([&] { Migration("2_b", chain).upgrade().downgrade(); });
  ASSERT_EQ(failures.size(), 1);
  EXPECT_THAT(failures[0].message(),
              HasSubstr(file().string() + ":4:8: the downgrade of 2_b fails: ERROR 42703: "));
}

TEST_F(MigrationOfItsOwn, TellsRowsThatCannotBeGiven) {
  const Chain chain = this->chain("", "");
  const auto failures = failures_of([&] {
    Migration("2_b", chain).given("a", {"id"}, {{"one"}}).upgrade();
    Migration("2_b", chain).given("a", {"id"}, {{1, 2}}).upgrade();
  });
  ASSERT_EQ(failures.size(), 2);
  EXPECT_THAT(failures[0].message(),
              HasSubstr("what is given before 2_b is refused: ERROR 22P02: "));
  EXPECT_THAT(failures[0].message(), HasSubstr("in: INSERT INTO a (id) VALUES ('one')"));
  EXPECT_THAT(failures[1].message(), HasSubstr("a row for a has 2 values for 1 columns"));
}

TEST_F(MigrationOfItsOwn, MayRunOutsideOfATransaction) {
  write_file(file(), "");
  chain("", "");
  write_file(file(),
             "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (id);\n"
             "-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY i;\n");
  Migration("2_b", chain_at(file().parent_path())).upgrade().downgrade();
}

TEST(Migration, StandsBeforeItsRevisionOnly) {
  const auto failures = failures_of([] { Migration("base", small_chain()).upgrade(); });
  ASSERT_EQ(failures.size(), 1);
  EXPECT_THAT(failures[0].message(), HasSubstr("base is no revision that could be applied"));
  Migration("0001", small_chain())
      .expect("SELECT to_regclass('users')", {{nullptr}})
      .upgrade()
      .expect("SELECT to_regclass('users')", {{"users"}});
}

TEST(Migration, MayBeOneOfSeveralAtATime) {
  Migration first("0002", small_chain());
  Migration second("0002", small_chain());
  first.given("users", {"id"}, {{1}}).upgrade();
  second.expect("SELECT count(name) FROM users", {{0}}).upgrade();
  first.expect("SELECT id, first FROM users", {{1, nullptr}});
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gtest/gtest_test.h"
#include "server/server_test.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The program of program/chain_program.cc, in which everything comes from RegisterChain().
class RegisteredChain : public server::ServerTest {
 protected:
  ProcessResult program(std::vector<std::string> arguments,
                        const std::string& chain = PGSTAIR_TEST_FOLDER,
                        std::vector<std::string> environment = {}) const {
    arguments.insert(arguments.begin(), PGSTAIR_CHAIN_PROGRAM);
    environment.push_back("PROGRAM_CHAIN=" + chain);
    return run({.arguments = std::move(arguments), .set = std::move(environment)});
  }

  std::string chain_with(const std::string& name, const std::string& up, const std::string& down) {
    write_file(folder_.path() / name, "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n");
    return folder_.path().string();
  }

 private:
  TempDir folder_ = server::open_directory(std::filesystem::temp_directory_path());
};

TEST_F(RegisteredChain, ListsItsTestsWithoutAServer) {
  const auto result = program({"--gtest_list_tests"});
  EXPECT_THAT(result.out, HasSubstr("Shop.\n  structure\n  full_descent\n"));
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("\n  model\n"), HasSubstr("\n  0001_users\n"),
                    HasSubstr("ShopChecks.\n"), HasSubstr("\n  0003_notes_round_trip\n")));
  EXPECT_TRUE(server::content(place()).empty());
  const auto without_its_server =
      program({"--gtest_list_tests"}, PGSTAIR_TEST_FOLDER, {"PGSTAIR_TEST_SERVER=host=/nowhere"});
  EXPECT_THAT(without_its_server.out, HasSubstr("\n  0001_users\n"));
}

TEST_F(RegisteredChain, PassesWhereNothingIsWrongInOneWalk) {
  const auto result = program({"--gtest_filter=Shop.*", "--gtest_repeat=2"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("[       OK ] Shop.0002_split_name"),
                                HasSubstr("[       OK ] Shop.model"), Not(HasSubstr("SKIPPED"))));
  EXPECT_TRUE(server::content(place()).empty());
}

TEST_F(RegisteredChain, WalksNothingIfNoneOfItsTestsRuns) {
  const auto result = program({"--gtest_filter=Nobody.*"}, PGSTAIR_TEST_FOLDER,
                              {"PGSTAIR_TEST_SERVER=host=/nowhere"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(RegisteredChain, FailsTheTestOfTheRevisionThatIsWrongInItsFile) {
  chain_with("0001_a.sql", "CREATE TABLE a (id int);", "DROP TABLE a;");
  const auto chain = chain_with("0002_b.sql", "CREATE TABLE b (id int);", "SELECT 1;");
  const auto result = program({"--gtest_filter=Shop.0*"}, chain);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("[       OK ] Shop.0001_a"), HasSubstr("[  FAILED  ] Shop.0002_b"),
                    HasSubstr(chain + "/0002_b.sql:2: Failure\n"),
                    HasSubstr("error: The downgrade does nothing")));
  const auto one = program({"--gtest_filter=ShopChecks.0002_b_r*"}, chain);
  EXPECT_THAT(one.out, AllOf(HasSubstr("[       OK ] ShopChecks.0002_b_replay"),
                             HasSubstr("[  FAILED  ] ShopChecks.0002_b_round_trip")));
}

TEST_F(RegisteredChain, IsWalkedOnceForAllProcessesUntilItChanges) {
  const TempDir outside = server::open_directory();
  const auto note = outside.path() / "note";
  write_file(note, "");
  std::filesystem::permissions(note, std::filesystem::perms{0666});
  // Put together only when it runs: what is seen to reach outside is walked each time.
  const std::string count =
      "DO $$ BEGIN EXECUTE 'CO' || 'PY (SELECT ''up'') TO PRO' || 'GRAM ''cat >> " + note.string() +
      "'''; END $$;";
  const auto chain = [&](const std::string& table) {
    return chain_with("0001_a.sql", "CREATE TABLE " + table + " (id int);\n" + count,
                      "DROP TABLE " + table + ";");
  };
  const auto times_up_after = [&](const std::string& test, const std::string& table) {
    const auto result = program({"--gtest_filter=Shop." + test}, chain(table));
    EXPECT_THAT(result.out, HasSubstr("[       OK ] Shop." + test)) << result.out << result.err;
    return read_file(note).size() / std::string("up\n").size();
  };
  const auto in_one_walk = times_up_after("0001_a", "a");
  EXPECT_GT(in_one_walk, 0u);
  EXPECT_EQ(times_up_after("full_descent", "a"), in_one_walk);
  EXPECT_EQ(times_up_after("0001_a", "b"), 2 * in_one_walk);
}

TEST_F(RegisteredChain, SkipsWhatWasNotChecked) {
  const auto chain = chain_with("0001_a.sql", "SELECT nope;", "");
  const auto result =
      program({"--gtest_filter=Shop.full_descent:ShopChecks.0001_a_round_trip"}, chain);
  EXPECT_THAT(result.out, HasSubstr("[  SKIPPED ] ShopChecks.0001_a_round_trip"));
  EXPECT_THAT(result.out, HasSubstr("not checked: "));
}

bool has_run(const ProcessResult& result, const std::string& test) {
  return result.out.find("[       OK ] " + test + " ") != std::string::npos;
}

TEST_F(RegisteredChain, IsSharded) {
  const auto first = program({"--gtest_filter=Shop.*"}, PGSTAIR_TEST_FOLDER,
                             {"GTEST_TOTAL_SHARDS=2", "GTEST_SHARD_INDEX=0"});
  const auto second = program({"--gtest_filter=Shop.*"}, PGSTAIR_TEST_FOLDER,
                              {"GTEST_TOTAL_SHARDS=2", "GTEST_SHARD_INDEX=1"});
  EXPECT_EQ(first.exit_code + second.exit_code, 0);
  for (const std::string name : {"Shop.0001_users", "Shop.0002_split_name", "Shop.model"}) {
    EXPECT_NE(has_run(first, name), has_run(second, name)) << name;
  }
}

TEST_F(RegisteredChain, HasNamesThatAFilterSelects) {
  chain_with("2024-01-05_a.sql", "CREATE TABLE a (id int);", "DROP TABLE a;");
  const auto chain = chain_with("2024-01-06_a.sql", "CREATE TABLE b (id int);", "DROP TABLE b;");
  const auto result = program({"--gtest_filter=Shop.2024_01_06_a"}, chain);
  EXPECT_THAT(result.out, HasSubstr("[       OK ] Shop.2024_01_06_a"));
}

TEST_F(RegisteredChain, IsOneFailingTestIfItCannotBeListed) {
  const auto result = program({"--gtest_filter=Shop.*"}, "/nowhere/at/all");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("[  FAILED  ] Shop.can_be_listed"),
                                HasSubstr("chain_program.cc:"), HasSubstr("/nowhere/at/all")));
}

TEST_F(RegisteredChain, FailsAllItsTestsIfItCannotBeWalked) {
  const auto result = program({"--gtest_filter=Shop.0001_users:Shop.model"}, PGSTAIR_TEST_FOLDER,
                              {"PGSTAIR_TEST_SERVER=host=/nowhere"});
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("the chain could not be walked: "), HasSubstr("2 FAILED TESTS")));
}

}  // namespace
}  // namespace pgstair

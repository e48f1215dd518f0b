// SPDX-License-Identifier: MIT
//
// pgstair_add_chain() as a C++ project uses it: an installed pgstair, the real cmake and ctest.

#include <nlohmann/json.hpp>

#include "ctest_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class AddChain : public CtestProject {};

TEST_F(AddChain, MakesEachRevisionATestThatFailsByItself) {
  write_chain();
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db LABELS sql)").succeeded());
  const auto passing = ctest({"-j4"});
  EXPECT_EQ(passing.exit_code, 0) << passing.out;
  EXPECT_THAT(passing.out, HasSubstr("100% tests passed, 0 tests failed out of 7"));

  break_downgrade();
  const auto failing = ctest({"-L", "sql"});
  EXPECT_EQ(failing.exit_code, 8);
  EXPECT_THAT(failing.out, AllOf(HasSubstr("86% tests passed, 1 tests failed out of 7"),
                                 HasSubstr("shop.0001_users (Failed)")));
  EXPECT_THAT(failing.out,
              HasSubstr((folder() / "db/0001_users.sql").string() +
                        ":4:1: error: function public.one() is still there after the downgrade "
                        "[downgrade-leaves-residue]"));

  write("db/0003_orders.sql",
        "-- migrate:up\nCREATE TABLE orders ();\n-- migrate:down\nDROP TABLE orders;\n");
  const auto rerun = ctest({"--rerun-failed"});
  EXPECT_THAT(rerun.out, HasSubstr("50% tests passed, 1 tests failed out of 2")) << rerun.out;
  EXPECT_THAT(ctest({"-R", "0003"}).out, HasSubstr("0 tests failed out of 2"));
}

TEST_F(AddChain, NamesTheFileOfEachTest) {
  write_chain();
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db LABELS sql)").succeeded());
  const auto shown = ctest({"--show-only=json-v1", "-R", "0002"});
  const auto tests = nlohmann::json::parse(shown.out).at("tests");
  ASSERT_EQ(tests.size(), 2u) << shown.out;  // and the walk
  EXPECT_EQ(tests[0].at("name"), "shop.0002_email");
  EXPECT_THAT(tests[0].dump(), HasSubstr((folder() / "db/0002_email.sql").string()));
  EXPECT_THAT(tests[0].dump(), HasSubstr(R"(["pgstair","shop","sql"])"));
}

TEST_F(AddChain, SkipsWhatWasNotChecked) {
  write("db/0001_users.sql",
        "-- migrate:up\nCREATE TABEL users ();\n-- migrate:down\nDROP TABLE users;\n");
  write("db/0002_email.sql",
        "-- migrate:up\nALTER TABLE users ADD email text;\n-- migrate:down\nALTER TABLE users DROP "
        "email;\n");
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db)").succeeded());
  const auto ran = ctest({"-V"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("shop.0001_users (Failed)"),
                             HasSubstr("shop.0002_email (Skipped)"), HasSubstr("not checked: ")));
}

TEST_F(AddChain, AnswersFromTheLastWalkWhereNothingHasChanged) {
  write_chain();
  write("model.sql",
        "CREATE TABLE users (id int PRIMARY KEY, email text);\n"
        "CREATE INDEX users_email_idx ON users (lower(email));\n");
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db MODEL *.sql)").succeeded());
  const auto stands = HasSubstr("Nothing has changed since the last walk");
  EXPECT_THAT(ctest({"-V"}).out, Not(stands));
  EXPECT_THAT(ctest({"-V", "-R", "0001"}).out, stands);
  write("model.sql", "CREATE TABLE users (id int PRIMARY KEY, email text);\n");
  const auto again = ctest({"-V"});
  EXPECT_THAT(again.out, AllOf(Not(stands), HasSubstr("shop.model (Failed)")));
  EXPECT_THAT(ctest({"-V"}).out, AllOf(stands, HasSubstr("shop.model (Failed)")));
  write("db/0003.sql",
        "-- migrate:up\nDROP INDEX users_email_idx;\n-- migrate:down\n"
        "CREATE INDEX users_email_idx ON users (lower(email));\n");
  EXPECT_THAT(ctest({"-V"}).out, AllOf(Not(stands), HasSubstr("0 tests failed out of 9")));
}

TEST_F(AddChain, HasNoResultWhereTheWalkIsLeftOut) {
  write_chain();
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db)").succeeded());
  ASSERT_EQ(ctest().exit_code, 0);
  const auto ran = ctest({"-FS", "shop", "-R", "000"});
  EXPECT_EQ(ran.exit_code, 8);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("the chain was not walked in this run of ctest"),
                             HasSubstr("2 tests failed out of 2")));
}

TEST_F(AddChain, IsOneFailingTestWhereTheChainCannotBeRead) {
  write("db/README.txt", "nothing here yet");
  ASSERT_TRUE(
      configure("pgstair_add_chain(shop CHAIN db)\nadd_test(NAME other COMMAND true)").succeeded());
  const auto ran = ctest();
  EXPECT_EQ(ran.exit_code, 8);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("1 tests failed out of 2"), HasSubstr("shop.list (Failed)"),
                             HasSubstr("holds no migrations of a known format")));
  std::filesystem::remove_all(folder() / "db");
  EXPECT_THAT(ctest().out, HasSubstr("there is no such folder")) << ctest().out;
}

TEST_F(AddChain, TellsOfTheGraphInATestOfItsOwn) {
  write_chain();
  write("db/0003_a.sql",
        "-- migrate:parents 0002_email\n-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
  write("db/0004_b.sql",
        "-- migrate:parents 0002_email\n-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
  write("db/0005_c.sql",
        "-- migrate:parents 0009_gone\n-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db)").succeeded());
  const auto ran = ctest();
  EXPECT_THAT(ran.out, AllOf(HasSubstr("shop.structure (Failed)"), HasSubstr("[two-heads]")));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("shop.0005_c (Skipped)"), HasSubstr("[missing-parent]")));
}

TEST_F(AddChain, FailsTestsWhoseWalkCannotRun) {
  write_chain();
  ASSERT_TRUE(configure("pgstair_add_chain(shop CHAIN db PG 98)").succeeded());
  const auto ran = ctest();
  EXPECT_EQ(ran.exit_code, 8);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("7 tests failed out of 7"), HasSubstr("no PostgreSQL 98")));
}

TEST_F(AddChain, TakesNamesOfEveryKind) {
  const std::string odd = "0001_it's; [=[ä]=] $x\"";
  write("d b/" + odd + ".sql",
        "-- migrate:up\nCREATE TABLE t ();\n-- migrate:down\nDROP TABLE t;\n");
  ASSERT_TRUE(configure("pgstair_add_chain([[my shop]] CHAIN [[d b]] LABELS [[a b]])").succeeded());
  const auto ran = ctest({"-j2"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("my shop." + odd), HasSubstr("out of 6")));
}

TEST_F(AddChain, WalksSeveralChainsSideBySide) {
  write_chain("a");
  write_chain("b");
  break_downgrade("b");
  ASSERT_TRUE(configure("pgstair_add_chain(a CHAIN a TESTS check)\n"
                        "pgstair_add_chain(b CHAIN b TESTS chain)\n")
                  .succeeded());
  const auto ran = ctest({"-j4"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("a.0002_email.round_trip"), HasSubstr("b.chain (Failed)"),
                             HasSubstr("1 tests failed out of 13")))
      << ran.out;
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(AddChain, FailsOnWarningsWhereAsked) {
  write("db/1_a.sql", "CREATE TABLE a ();\n");
  write("db/2_b.sql", "CREATE TABLE b ();\n");
  write("db/10_c.sql", "CREATE TABLE c ();\n");
  ASSERT_TRUE(configure("pgstair_add_chain(lax CHAIN db)\n"
                        "pgstair_add_chain(strict CHAIN db FAIL_ON warning)\n")
                  .succeeded());
  const auto ran = ctest({"-R", "structure"});
  EXPECT_THAT(ran.out,
              AllOf(Not(HasSubstr("lax.structure (Failed)")),
                    HasSubstr("strict.structure (Failed)"), HasSubstr("[sorts-differently]")))
      << ran.out;
}

TEST_F(AddChain, WorksWithSeveralConfigurations) {
  write_chain();
  const auto configured =
      configure("pgstair_add_chain(shop CHAIN db)", {"-G", "Ninja Multi-Config"});
  ASSERT_TRUE(configured.succeeded()) << configured.err;
  EXPECT_THAT(ctest().out, HasSubstr("0 tests failed out of 7"));
  EXPECT_THAT(ctest({"-C", "Release"}).out, HasSubstr("0 tests failed out of 7"));
}

TEST_F(AddChain, WorksInAProjectThatBuildsPgstair) {
  write_chain();
  write("CMakeLists.txt",
        "cmake_minimum_required(VERSION 3.25)\nproject(shop LANGUAGES CXX)\nenable_testing()\n"
        "add_subdirectory(" PGSTAIR_SOURCE_DIR " pgstair)\npgstair_add_chain(shop CHAIN db)\n");
  const auto configured = run({.arguments = {"cmake", "-S", folder(), "-B", build()}});
  ASSERT_TRUE(configured.succeeded()) << configured.err;
  EXPECT_TRUE(
      run({.arguments = {"cmake", "--install", build(), "--prefix", folder() / "installed"}})
          .succeeded());
  EXPECT_FALSE(std::filesystem::exists(folder() / "installed")) << "the project installs nothing";
  const auto before = ctest();
  EXPECT_EQ(before.exit_code, 8);
  EXPECT_THAT(before.out, HasSubstr("1 tests failed out of 1")) << "pgstair is not built";
  // Building takes minutes; it would put there what this build has made.
  std::filesystem::create_symlink(PGSTAIR_BINARY, folder() / "build/pgstair/pgstair");
  EXPECT_THAT(ctest().out, HasSubstr("0 tests failed out of 7"));
}

TEST_F(AddChain, RefusesWhatItDoesNotKnow) {
  const auto configured = configure("pgstair_add_chain(shop CHAIN db MODELS x.sql)");
  EXPECT_FALSE(configured.succeeded());
  EXPECT_THAT(configured.err, HasSubstr("does not know"));
}

}  // namespace
}  // namespace pgstair

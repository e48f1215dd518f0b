// SPDX-License-Identifier: MIT
//
// pgstair::gtest in a user's project: found by CMake where pgstair is installed, and compiled
// there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ctest/ctest_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class GtestProject : public cli::CliTest {
 protected:
  GtestProject() {
    write("db/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int);\n-- migrate:down\nDROP TABLE users;\n");
    write("test.cc",
          "#include <gmock/gmock.h>\n#include <pgstair_test.h>\n"
          "TEST(Users, AreNone) {\n"
          "  const pgstair::DatabaseAt database(\"head\");\n"
          "  EXPECT_TRUE(database.query(\"SELECT * FROM users\").rows.empty());\n"
          "  EXPECT_THAT(database, pgstair::SameCatalogAs(\"0001\"));\n}\n"
          "static const bool shop = pgstair::RegisterChain(\"Shop\");\n");
  }

  ProcessResult configure(const std::string& find) {
    write("CMakeLists.txt",
          "cmake_minimum_required(VERSION 3.25)\nproject(shop LANGUAGES CXX)\nenable_testing()\n"
          "set(CMAKE_CXX_STANDARD 17)\nset(CMAKE_CXX_EXTENSIONS OFF)\n"
          "add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast "
          "-Werror)\n" +
              find +
              "find_package(GTest REQUIRED)\ninclude(GoogleTest)\nadd_executable(shop test.cc)\n"
              "target_link_libraries(shop PRIVATE pgstair::gtest GTest::gmock GTest::gtest_main)\n"
              "target_compile_definitions(shop PRIVATE "
              "PGSTAIR_TEST_CHAIN=\"${PROJECT_SOURCE_DIR}/db\")\n"
              "gtest_discover_tests(shop DISCOVERY_MODE PRE_TEST)\n");
    return run({.arguments = {"cmake", "-S", folder(), "-B", build(),
                              "-DCMAKE_PREFIX_PATH=" + Installed::prefix().string()}});
  }

  std::string build() const { return folder() / "build"; }
};

TEST_F(GtestProject, IsBuiltWithItsOwnStandardAndWarningsAndPasses) {
  const auto configured =
      configure("find_package(pgstair CONFIG REQUIRED COMPONENTS tool gtest)\n");
  ASSERT_EQ(configured.exit_code, 0) << configured.out << configured.err;
  const auto built = run({.arguments = {"cmake", "--build", build()}});
  ASSERT_EQ(built.exit_code, 0) << built.out << built.err;
  const auto tested = run({.arguments = {"ctest", "--test-dir", build(), "--output-on-failure"}});
  EXPECT_EQ(tested.exit_code, 0) << tested.out << tested.err;
  EXPECT_THAT(tested.out, AllOf(HasSubstr("Users.AreNone"), HasSubstr("Shop.0001_users")));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(GtestProject, IsToldOfAComponentThatThereIsNot) {
  const auto configured = configure("find_package(pgstair CONFIG REQUIRED COMPONENTS gtset)\n");
  EXPECT_NE(configured.exit_code, 0);
  EXPECT_THAT(configured.err, HasSubstr("gtset"));
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
//
// What a user would write, in C++17. The tests of programs_test.cc run it, and kill it.

#include <gmock/gmock.h>
#include <pgstair_test.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

namespace {

TEST(Program, HasADatabaseOfItsOwn) {
  const pgstair::DatabaseAt database("head");
  EXPECT_THAT(database.query("SELECT count(*) FROM users").rows,
              testing::ElementsAre(pgstair::Row{0}));
  EXPECT_THAT(database, pgstair::SameCatalogAs("model"));
}

TEST(Program, TestsADataMigration) {
  pgstair::Migration("0002_split_name")
      .given("users", {"id", "name"}, {{1, "Ada Lovelace"}, {2, nullptr}})
      .upgrade()
      .expect("SELECT first, last FROM users ORDER BY id",
              {{"Ada", "Lovelace"}, {nullptr, nullptr}})
      .downgrade()
      .expect("SELECT name FROM users ORDER BY id", {{"Ada Lovelace"}, {nullptr}});
}

/// PROGRAM_DATABASES of them, one after the other; says how long one takes.
TEST(Program, MakesManyDatabases) {
  const char* wanted = std::getenv("PROGRAM_DATABASES");
  const int count = wanted == nullptr ? 3 : std::atoi(wanted);
  std::vector<double> milliseconds;
  for (int made = 1; made <= count; ++made) {
    const auto start = std::chrono::steady_clock::now();
    const pgstair::DatabaseAt database("head");
    milliseconds.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
    std::cout << "made " << made << std::endl;
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::cout << "median " << milliseconds[milliseconds.size() / 2] << " ms, longest "
            << milliseconds.back() << " ms\n";
}

/// For who kills it while a process that it forked lives on.
TEST(Waiting, HasADatabaseAndAForkedChild) {
  if (std::getenv("PROGRAM_WAITS") == nullptr) GTEST_SKIP() << "PROGRAM_WAITS is not set";
  const pgstair::DatabaseAt database("head");
  const pid_t child = ::fork();
  if (child == 0) {
    for (;;) ::pause();
  }
  std::cout << "forked " << child << " !" << std::endl;
  for (;;) ::pause();
}

}  // namespace

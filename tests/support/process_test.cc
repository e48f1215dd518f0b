// SPDX-License-Identifier: MIT
#include "support/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>

#include "support/errors.h"
#include "support/temp_dir.h"
#include "support/text.h"

namespace pgstair {
namespace {

using namespace std::chrono_literals;

TEST(Process, KeepsOutputErrorsAndExitCodeApart) {
  const auto result = run({.arguments = {"sh", "-c", "echo out; echo err >&2; exit 7"}});
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.signal, 0);
}

TEST(Process, PassesArgumentsAsTheyAre) {
  EXPECT_EQ(run({.arguments = {"printf", "%s", "a b'\"$HOME`*"}}).out, "a b'\"$HOME`*");
}

TEST(Process, ReportsTheSignalThatKilledTheChild) {
  const auto result = run({.arguments = {"sh", "-c", "kill -TERM $$"}});
  EXPECT_EQ(result.signal, SIGTERM);
  EXPECT_EQ(result.exit_code, 128 + SIGTERM);
}

TEST(Process, FeedsAndDrainsMoreThanAPipeHolds) {
  const std::string much(1'000'000, 'x');
  EXPECT_EQ(run({.arguments = {"cat"}, .input = much}).out, much);
}

TEST(Process, SurvivesAChildThatReadsNothing) {
  EXPECT_TRUE(run({.arguments = {"true"}, .input = std::string(1'000'000, 'x')}).succeeded());
}

TEST(Process, HidesAndSetsVariables) {
  ::setenv("PGSTAIR_TEST_HIDDEN", "visible", 1);
  const auto result =
      run({.arguments = {"sh", "-c", "echo \"$PGSTAIR_TEST_HIDDEN,$PGSTAIR_TEST_SET\""},
           .unset = {"PGSTAIR_TEST_H*"},
           .set = {"PGSTAIR_TEST_SET=yes"}});
  ::unsetenv("PGSTAIR_TEST_HIDDEN");
  EXPECT_EQ(result.out, ",yes\n");
}

TEST(Process, RunsInADirectory) {
  const TempDir directory;
  EXPECT_EQ(trim(run({.arguments = {"pwd", "-P"}, .directory = directory.path()}).out),
            std::filesystem::canonical(directory.path()).string());
}

TEST(Process, AProgramThatCannotRunIsNamedWithTheReason) {
  for (const char* program : {"/nonexistent/program", "no-such-program-anywhere"}) {
    try {
      (void)run({.arguments = {program}});
      ADD_FAILURE() << program << " ran";
    } catch (const EnvironmentError& error) {
      EXPECT_NE(std::string(error.what()).find(program), std::string::npos) << error.what();
    }
  }
}

TEST(Process, QuotesForTheShellWhatTheShellReadsBack) {
  for (const char* argument : {"plain", "", "two words", "it's", "$HOME", "a\nb", "*"}) {
    EXPECT_EQ(run({.arguments = {"sh", "-c", "printf %s " + shell_quoted(argument)}}).out,
              argument);
  }
}

TEST(Process, IsKilledAtItsLimitWithWhatItHasStarted) {
  const auto result =
      run({.arguments = {"sh", "-c", "echo first; sleep 3600 & wait"}, .limit = 1s});
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.out, "first\n");
  EXPECT_EQ(result.signal, SIGKILL);
}

TEST(Process, ThatIsOverBeforeItsLimitEndsAsItWould) {
  const auto result = run({.arguments = {"sh", "-c", "echo all; exit 3"}, .limit = 1h});
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.out, "all\n");
  EXPECT_EQ(result.exit_code, 3);
}

TEST(TempDir, IsPrivateAndGoesWithItsContent) {
  std::filesystem::path path;
  {
    const TempDir directory;
    path = directory.path();
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms{0700});
    std::filesystem::create_directories(path / "a" / "b");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TempDir, LeavesNothingBehindWhenItIsMovedOnto) {
  TempDir first;
  const auto path = first.path();
  first = TempDir();
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_TRUE(std::filesystem::exists(first.path()));
}

}  // namespace
}  // namespace pgstair

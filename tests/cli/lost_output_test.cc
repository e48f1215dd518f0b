// SPDX-License-Identifier: MIT
//
// A report that did not get where it was to go is never success: every command, and each way of
// losing what it says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class LostOutput : public CliTest {
 protected:
  LostOutput() : server_(options()), database_(server_.create()) {
    write("chain/1_a.sql",
          "-- migrate:up\nCREATE TABLE a (b int);\n-- migrate:down\nDROP TABLE a;\n");
    postgres::Session(database_->conninfo()).execute("CREATE TABLE a (b int); ANALYZE");
    snapshot_ = (folder() / "a.snapshot").string();
    EXPECT_EQ(pgstair({"snapshot", database_->url(), "-o", snapshot_}).exit_code, 0);
  }

  /// Every command that says something, in a call that would succeed.
  std::vector<Arguments> calls() const {
    const std::string chain = (folder() / "chain").string();
    return {{"--help"},
            {"--version"},
            {"verify", chain},
            {"verify", chain, "--format", "json"},
            {"verify", chain, "--format", "junit", "-o", "/dev/null"},
            {"check", chain},
            {"diff", snapshot_, snapshot_},
            {"drift", "--url", database_->url(), "--expected", snapshot_},
            {"snapshot", snapshot_},
            {"seed", database_->url(), "--rows", "1"},
            {"profile", database_->url()},
            {"preflight", database_->url(), "-C", chain, "--from", "base"},
            {"new", chain, "-m", "more"},
            {"squash", chain, "--check", "--against", chain},
            {"ctest", "list", chain, "--results", folder().string(), "--run", "1"},
            {"doctor", chain},
            {"findings"},
            {"findings", "cycle"},
            {"completion", "bash"},
            {"man"}};
  }

  /// Runs it as a shell would with a redirection.
  static ProcessResult redirected(const Arguments& arguments, const std::string& redirection) {
    std::vector<std::string> words{"sh", "-c", "exec \"$0\" \"$@\" " + redirection, PGSTAIR_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run({.arguments = words});
  }

 private:
  server::DisposableServer server_;

 protected:
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::string snapshot_;
};

TEST_F(LostOutput, OfAnyCommandIsExitCodeThreeWithTheReason) {
  for (const auto& call : calls()) {
    const auto on_full_disk = redirected(call, "> /dev/full");
    EXPECT_EQ(on_full_disk.exit_code, 3) << testing::PrintToString(call);
    EXPECT_THAT(on_full_disk.err, HasSubstr("standard output: No space left on device"));
    const auto closed = redirected(call, ">&-");
    EXPECT_EQ(closed.exit_code, 3) << testing::PrintToString(call);
    EXPECT_THAT(closed.err, HasSubstr("standard output: Bad file descriptor"));
  }
}

TEST_F(LostOutput, OfAFileIsExitCodeThree) {
  fs::create_symlink("/dev/full", folder() / "full");
  const std::string full = (folder() / "full").string();
  for (auto call : calls()) {
    const bool writes_files =
        std::ranges::count(std::vector<std::string>{"verify", "check", "diff", "drift", "snapshot",
                                                    "profile", "preflight", "squash"},
                           call.front()) > 0;
    if (!writes_files || std::ranges::count(call, "-o") > 0) continue;
    call.insert(call.end(), {"-o", full});
    const auto result = pgstair(call);
    EXPECT_EQ(result.exit_code, 3) << testing::PrintToString(call);
    EXPECT_THAT(result.err, HasSubstr("full: No space left on device"));
  }
  EXPECT_TRUE(fs::is_symlink(full));
}

TEST_F(LostOutput, IsNotWhatGoesToStandardOutputByItsName) {
  const Arguments call{"snapshot", snapshot_, "-o", "/dev/stdout"};
  EXPECT_EQ(pgstair(call).out, read_file(snapshot_));
  const std::string file = (folder() / "appended").string();
  EXPECT_EQ(redirected(call, "> " + shell_quoted(file)).exit_code, 0);
  EXPECT_EQ(redirected(call, ">> " + shell_quoted(file)).exit_code, 0);
  EXPECT_EQ(read_file(file), read_file(snapshot_) + read_file(snapshot_));
}

}  // namespace
}  // namespace pgstair::cli

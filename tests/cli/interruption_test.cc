// SPDX-License-Identifier: MIT
//
// Whatever ends a run, no server and no directory stays behind, and other runs are not disturbed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

class Interruption : public CliTest {
 protected:
  /// A chain of `count` small revisions.
  std::string chain_of(int count) const {
    for (int n = 1; n <= count; ++n) {
      const std::string number = std::to_string(1000 + n);
      write("chain/" + number + "_table.sql", "-- migrate:up\nCREATE TABLE t" + number +
                                                  " (id int PRIMARY KEY);\n-- migrate:down\n" +
                                                  "DROP TABLE t" + number + ";\n");
    }
    return (folder() / "chain").string();
  }

  /// A chain whose only upgrade tells that it runs, by a file, and then does not end.
  std::string endless_chain() const {
    std::filesystem::permissions(folder(), std::filesystem::perms{0777});
    write("endless/1_sleep.sql", "-- migrate:up\nCOPY (SELECT 1) TO '" + started().string() +
                                     "';\nSELECT pg_sleep(3600);\n-- migrate:down\n");
    return (folder() / "endless").string();
  }
  std::filesystem::path started() const { return folder() / "started"; }
  bool has_started() const {
    return server::eventually([&] { return std::filesystem::exists(started()); });
  }

  std::vector<pid_t> postmasters() const {
    std::vector<pid_t> pids;
    for (const auto& run_directory : server::content(place())) {
      if (const pid_t pid = server::postmaster_of(run_directory); pid != 0) pids.push_back(pid);
    }
    return pids;
  }
  static bool all_gone(const std::vector<pid_t>& pids) {
    return server::eventually([&] { return std::ranges::none_of(pids, server::is_alive); });
  }
};

TEST_F(Interruption, AtTwentyMomentsByKillLeavesNothingForTheNextRunToTripOver) {
  const std::string chain = chain_of(12);
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(pgstair({"verify", chain, "--jobs", "2"}).exit_code, 0);
  const auto whole = std::chrono::steady_clock::now() - started;
  std::vector<pid_t> seen;
  for (int moment = 0; moment < 20; ++moment) {
    Running victim({"verify", chain, "--jobs", "2"}, folder() / "output");
    std::this_thread::sleep_for(whole * moment / 20);
    for (const pid_t pid : postmasters()) seen.push_back(pid);
    victim.signal(SIGKILL);
    victim.end();
  }
  const auto next = pgstair({"verify", chain});
  EXPECT_EQ(next.exit_code, 0) << next.out << next.err;
  EXPECT_TRUE(server::eventually([&] { return nothing_is_left(); }));
  EXPECT_FALSE(seen.empty()) << "no run got as far as a server";
  EXPECT_TRUE(all_gone(seen));
}

class InterruptionBySignal : public Interruption, public testing::WithParamInterface<int> {};

TEST_P(InterruptionBySignal, LeavesNothingBehind) {
  Running run({"verify", endless_chain()}, folder() / "output");
  ASSERT_TRUE(has_started());
  const auto servers = postmasters();
  ASSERT_FALSE(servers.empty());
  run.signal(GetParam());
  EXPECT_EQ(run.end().exit_code, 128 + GetParam());
  EXPECT_TRUE(server::eventually([&] { return nothing_is_left(); }));
  EXPECT_TRUE(all_gone(servers));
}

INSTANTIATE_TEST_SUITE_P(Each, InterruptionBySignal, testing::Values(SIGINT, SIGTERM, SIGHUP),
                         [](const auto& info) { return std::string(::sigabbrev_np(info.param)); });

TEST_F(Interruption, OfTheServerIsReportedAsTheEnvironmentsFault) {
  Running run({"verify", endless_chain()}, folder() / "output");
  ASSERT_TRUE(has_started());
  for (const pid_t postmaster : postmasters()) ::kill(postmaster, SIGKILL);
  const auto result = run.end();
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.out, HasSubstr("1_sleep"));
  EXPECT_TRUE(server::eventually([&] { return nothing_is_left(); }));
}

TEST_F(Interruption, DoesNotComeFromRunsAtTheSameTime) {
  const std::string chain = chain_of(20);
  std::vector<std::unique_ptr<Running>> runs;
  for (int i = 0; i < 4; ++i) {
    runs.push_back(std::make_unique<Running>(Arguments{"verify", chain},
                                             folder() / ("output" + std::to_string(i))));
  }
  for (const auto& run : runs) {
    const auto result = run->end();
    EXPECT_EQ(result.exit_code, 0) << result.out;
    EXPECT_THAT(result.out, HasSubstr("No problem found"));
  }
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Interruption, DoesNotEndAServerThatIsKept) {
  const auto result = pgstair({"verify", chain_of(2), "--keep"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto lines = split(result.out, '\n');
  const auto found = std::ranges::find_if(
      lines, [](const auto& line) { return line.find("psql ") != std::string::npos; });
  ASSERT_NE(found, lines.end()) << result.out;
  const std::string psql(*found);
  const std::string stop(*std::next(found));
  const auto tables = run({.arguments = {"sh", "-c",
                                         psql + " -XAtc \"SELECT count(*) FROM pg_tables WHERE "
                                                "schemaname = 'public' AND tablename <> "
                                                "'schema_migrations'\""}});
  EXPECT_EQ(tables.out, "2\n") << tables.err;
  const auto servers = postmasters();
  const auto stopped = run({.arguments = {"sh", "-c", stop}});
  EXPECT_EQ(stopped.exit_code, 0) << stopped.err;
  EXPECT_TRUE(nothing_is_left());
  EXPECT_TRUE(all_gone(servers));
}

}  // namespace
}  // namespace pgstair::cli

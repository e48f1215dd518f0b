// SPDX-License-Identifier: MIT
#include "support/share_out.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <vector>

namespace pgstair {
namespace {

TEST(ShareOut, GivesEachItemToOneWorker) {
  std::vector<std::atomic<int>> taken(1000);
  share_out(taken.size(), 4, [&](std::size_t, Items& items) {
    while (const auto item = items.next()) ++taken[*item];
  });
  for (const auto& times : taken) EXPECT_EQ(times, 1);
}

TEST(ShareOut, RunsTheWorkersAtTheSameTime) {
  std::latch all_are_there(3);  // waits for ever if they come one after the other
  share_out(3, 3, [&](std::size_t, Items& items) {
    all_are_there.arrive_and_wait();
    while (items.next()) continue;
  });
}

TEST(ShareOut, HasNoMoreWorkersThanItems) {
  std::atomic<int> workers = 0;
  const auto count = [&](std::size_t, Items&) { ++workers; };
  share_out(2, 8, count);
  EXPECT_EQ(workers, 2);
  share_out(0, 8, count);
  EXPECT_EQ(workers, 2);
}

TEST(ShareOut, PassesAnExceptionOnAndGivesNothingMoreToTheOthers) {
  constexpr std::size_t endless = 1'000'000'000'000;
  const auto work = [&](std::size_t worker, Items& items) {
    if (worker == 1) throw std::runtime_error("worker 1");
    while (items.next()) continue;
  };
  EXPECT_THROW(share_out(endless, 2, work), std::runtime_error);
}

TEST(ShareOut, WaitsForTheOthersWhenTheCallingThreadFails) {
  std::latch has_failed(1);
  std::atomic<bool> other_ended = false;
  const auto work = [&](std::size_t worker, Items&) {
    if (worker == 0) {
      has_failed.count_down();
      throw std::runtime_error("worker 0");
    }
    has_failed.wait();
    other_ended = true;
  };
  EXPECT_THROW(share_out(2, 2, work), std::runtime_error);
  EXPECT_TRUE(other_ended);
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
#include "support/share_out.h"

#include <algorithm>
#include <future>
#include <vector>

namespace pgstair {

std::optional<std::size_t> Items::next() {
  const std::size_t item = next_++;
  if (item < count_) return item;
  stop();  // so that asking for ever does not count for ever
  return std::nullopt;
}

void share_out(std::size_t count, std::size_t workers,
               const std::function<void(std::size_t worker, Items& items)>& work) {
  Items items(count);
  const auto run = [&](std::size_t worker) {
    try {
      work(worker, items);
    } catch (...) {
      items.stop();
      throw;
    }
  };
  std::vector<std::future<void>> others;
  for (std::size_t worker = 1; worker < std::min(workers, count); ++worker) {
    others.push_back(std::async(std::launch::async, run, worker));
  }
  if (count > 0) run(0);  // when it throws, the futures wait for their threads
  for (auto& other : others) other.get();
}

}  // namespace pgstair

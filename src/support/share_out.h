// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>

namespace pgstair {

/// The numbers from 0 to `count` - 1, each given out once, to whoever asks next. Any number of
/// threads may ask.
class Items {
 public:
  explicit Items(std::size_t count) : count_(count) {}

  /// The next one; nothing if none is left.
  std::optional<std::size_t> next();
  /// There are no more, for anybody.
  void stop() { next_ = count_; }

 private:
  std::size_t count_;
  std::atomic<std::size_t> next_ = 0;
};

/// Runs `work` at the same time for each worker, from 0 to `workers` - 1, and waits for all; worker
/// 0 is the calling thread. Each takes items until none is left, so that who is done early takes
/// more:
///
///     share_out(files.size(), 4, [&](std::size_t, Items& items) {
///       while (const auto n = items.next()) copy(files[*n]);
///     });
///
/// There are never more workers than items. When one throws, the others get no more items, and once
/// they have ended the exception is passed on (of several, that of the first worker).
void share_out(std::size_t count, std::size_t workers,
               const std::function<void(std::size_t worker, Items& items)>& work);

}  // namespace pgstair

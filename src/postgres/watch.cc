// SPDX-License-Identifier: MIT
#include "postgres/watch.h"

#include <utility>

namespace pgstair::postgres {

Watch::Watch(Clock::duration limit, std::function<Clock::duration()> when_passed)
    : limit_(limit), when_passed_(std::move(when_passed)) {}

Watch::~Watch() {
  if (!watcher_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_one();
  watcher_.join();
}

void Watch::begin() {
  const std::lock_guard lock(mutex_);
  deadline_ = Clock::now() + limit_;
  is_passed_ = false;
  if (!watcher_.joinable()) watcher_ = std::thread([this] { watch(); });
}

void Watch::end() {
  const std::lock_guard lock(mutex_);
  is_passed_ = is_passed_ || Clock::now() >= *deadline_;
  deadline_.reset();
}

bool Watch::is_passed() const {
  const std::lock_guard lock(mutex_);
  return is_passed_ || (deadline_ && Clock::now() >= *deadline_);
}

void Watch::set_limit(Clock::duration limit) {
  {
    const std::lock_guard lock(mutex_);
    limit_ = limit;
  }
  changed_.notify_one();
}

/// Never sleeps longer than the limit, and so wakes before the deadline of a span that begins
/// meanwhile: nobody has to wake it, which would cost more than most statements.
void Watch::watch() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    const auto now = Clock::now();
    auto wake = now + limit_;
    if (deadline_ && now < *deadline_) wake = *deadline_;
    if (deadline_ && now >= *deadline_) {
      is_passed_ = true;
      // With the lock held: nothing that runs after the span is hit.
      const auto pause = when_passed_();
      wake = Clock::now() + pause;  // in which end() has its turn
    }
    changed_.wait_until(lock, wake);
  }
}

}  // namespace pgstair::postgres

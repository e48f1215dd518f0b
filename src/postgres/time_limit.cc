// SPDX-License-Identifier: MIT
#include "postgres/time_limit.h"

namespace pgstair::postgres {

namespace {

using namespace std::chrono_literals;

constexpr auto between_cancels = 100ms;
constexpr int cancels_to_heed = 50;

}  // namespace

ServerError not_over_within(std::chrono::seconds limit) {
  ServerError error;
  error.message = "it was not over within " + std::to_string(limit.count()) + " s";
  return error;
}

TimeLimit::TimeLimit(Session& session, std::chrono::seconds limit)
    : session_(&session), limit_(limit) {}

TimeLimit::~TimeLimit() {
  if (!watcher_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  stopping_.notify_one();
  watcher_.join();
}

bool TimeLimit::is_passed() const {
  const std::lock_guard lock(mutex_);
  return is_passed_ || (deadline_ && Clock::now() >= *deadline_);
}

void TimeLimit::begin() {
  const std::lock_guard lock(mutex_);
  deadline_ = Clock::now() + limit_;
  is_passed_ = false;
  cancelled_ = 0;
  if (!watcher_.joinable()) watcher_ = std::thread([this] { watch(); });
}

void TimeLimit::end() {
  const std::lock_guard lock(mutex_);
  is_passed_ = is_passed_ || Clock::now() >= *deadline_;
  deadline_.reset();
}

/// Never sleeps longer than the limit, and so wakes before the deadline of a span that begins
/// meanwhile: nobody has to wake it, which would cost more than most statements.
void TimeLimit::watch() {
  std::unique_lock lock(mutex_);
  auto wake = Clock::now();
  while (!stopping_.wait_until(lock, wake, [this] { return is_stopping_; })) {
    const auto now = Clock::now();
    if (!deadline_) {
      wake = now + limit_;
    } else if (now < *deadline_) {
      wake = *deadline_;
    } else {
      is_passed_ = true;
      // With the lock held: nothing that runs after the span may be cancelled.
      if (++cancelled_ <= cancels_to_heed) {
        session_->cancel();
      } else {
        session_->break_off();
      }
      wake = now + between_cancels;
    }
  }
}

}  // namespace pgstair::postgres

// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace pgstair::postgres {

/// A clock beside something that may take too long, and that cannot look at one itself: it waits
/// for somebody else.
class Watch {
 public:
  using Clock = std::chrono::steady_clock;

  /// `when_passed` is called by another thread, once a span has lasted for `limit` and again
  /// whenever the time that it returns has gone by, and never after the span's end, which waits for
  /// it. It must not wait for what is watched, nor call its watch.
  Watch(Clock::duration limit, std::function<Clock::duration()> when_passed);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// The span begins; or it begins anew, for there was a sign of life.
  void begin();
  void end();
  /// begin() and end().
  class Span {
   public:
    explicit Span(Watch& watch) : watch_(&watch) { watch.begin(); }
    ~Span() { watch_->end(); }
    Span(const Span&) = delete;
    Span& operator=(const Span&) = delete;

   private:
    Watch* watch_;
  };

  /// Whether the last span was too long, or the present one is already.
  bool is_passed() const;

  /// From the next begin() on.
  void set_limit(Clock::duration limit);

 private:
  void watch();

  Clock::duration limit_;
  std::function<Clock::duration()> when_passed_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::optional<Clock::time_point> deadline_;  ///< of the present span
  bool is_passed_ = false;
  std::thread watcher_;  ///< from the first span on
};

}  // namespace pgstair::postgres

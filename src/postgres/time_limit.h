// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "postgres/session.h"

namespace pgstair::postgres {

/// How long a script may take unless somebody says otherwise.
constexpr std::chrono::seconds usual_time_limit{300};

/// What is said of a script that was stopped: "it was not over within 300 s".
ServerError not_over_within(std::chrono::seconds limit);

/// How long something may run in a session, kept from outside of it: a script can lift
/// `statement_timeout`, and not this.
class TimeLimit {
 public:
  /// `session` must outlive this object, and not be moved meanwhile.
  TimeLimit(Session& session, std::chrono::seconds limit);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

  /// The time that counts: begins with this object and ends with it. From the limit on, whatever
  /// runs in the session is cancelled, again and again; what does not heed that for long loses its
  /// connection (EnvironmentError, of the session).
  class Span {
   public:
    explicit Span(TimeLimit& limit) : limit_(&limit) { limit_->begin(); }
    ~Span() { limit_->end(); }
    Span(const Span&) = delete;
    Span& operator=(const Span&) = delete;

   private:
    TimeLimit* limit_;
  };

  /// Whether the last span was too long, or the present one is already.
  bool is_passed() const;
  std::chrono::seconds limit() const { return limit_; }

 private:
  using Clock = std::chrono::steady_clock;

  void begin();
  void end();
  void watch();

  Session* session_;
  std::chrono::seconds limit_;
  mutable std::mutex mutex_;
  std::condition_variable stopping_;
  bool is_stopping_ = false;
  std::optional<Clock::time_point> deadline_;  ///< of the present span
  bool is_passed_ = false;
  int cancelled_ = 0;
  std::thread watcher_;  ///< from the first span on
};

}  // namespace pgstair::postgres

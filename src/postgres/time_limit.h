// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "postgres/session.h"
#include "postgres/watch.h"

namespace pgstair::postgres {

/// How long a script may take unless somebody says otherwise.
constexpr std::chrono::seconds usual_time_limit{300};

/// What is said of a script that was stopped: "it was not over within 300 s".
ServerError not_over_within(std::chrono::seconds limit);

/// How long something may run in a session, kept from outside of it: a script can lift
/// `statement_timeout`, and not this.
class TimeLimit {
 public:
  /// `session` must outlive this object, and not be moved meanwhile. Its patience is made longer
  /// than the limit.
  TimeLimit(Session& session, std::chrono::seconds limit);

  /// The time that counts: begins with this object and ends with it. From the limit on, whatever
  /// runs in the session is cancelled, again and again; what does not heed that for long, and a
  /// server that does not answer, loses its connection (EnvironmentError, of the session).
  class Span {
   public:
    explicit Span(TimeLimit& limit) : limit_(&limit) {
      limit_->cancelled_ = 0;
      limit_->watch_.begin();
    }
    ~Span() { limit_->watch_.end(); }
    Span(const Span&) = delete;
    Span& operator=(const Span&) = delete;

   private:
    TimeLimit* limit_;
  };

  /// Whether the last span was too long, or the present one is already.
  bool is_passed() const { return watch_.is_passed(); }
  std::chrono::seconds limit() const { return limit_; }

 private:
  std::chrono::milliseconds stop_what_runs();

  Session* session_;
  std::chrono::seconds limit_;
  int cancelled_ = 0;  ///< in the present span; of its watch's thread
  Watch watch_;
};

}  // namespace pgstair::postgres

// SPDX-License-Identifier: MIT
#include "postgres/time_limit.h"

#include <algorithm>

namespace pgstair::postgres {

namespace {

using namespace std::chrono_literals;

constexpr auto between_cancels = 100ms;
constexpr int cancels_to_heed = 50;
/// For what is said before and after the statements that a limit is for.
constexpr auto more_patience = 60s;

}  // namespace

ServerError not_over_within(std::chrono::seconds limit) {
  ServerError error;
  error.message = "it was not over within " + std::to_string(limit.count()) + " s";
  return error;
}

TimeLimit::TimeLimit(Session& session, std::chrono::seconds limit)
    : session_(&session), limit_(limit), watch_(limit, [this] { return stop_what_runs(); }) {
  session.set_patience(std::max(session.patience(), limit + more_patience));
}

std::chrono::milliseconds TimeLimit::stop_what_runs() {
  if (!session_->cancel()) {
    session_->break_off("a script was not over within " + std::to_string(limit_.count()) +
                        " s, and the server does not answer the request to cancel it");
  } else if (++cancelled_ > cancels_to_heed) {
    session_->break_off("a script was not over within " + std::to_string(limit_.count()) +
                        " s, and the statement does not heed being cancelled");
  }
  return between_cancels;
}

}  // namespace pgstair::postgres

// SPDX-License-Identifier: MIT
#include "postgres/time_limit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <array>

#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "support/errors.h"

namespace pgstair::postgres {
namespace {

using namespace std::chrono_literals;

/// Stops the server's first process and the session's, as a machine that has no time for them.
class StoppedServer {
 public:
  explicit StoppedServer(Session& session) {
    const auto row = session.execute(
        "SELECT pg_backend_pid(), split_part(pg_read_file('postmaster.pid'), chr(10), 1)");
    for (const std::size_t column : {0, 1}) pids_[column] = std::stoi(row.text(0, column));
    for (const pid_t pid : pids_) ::kill(pid, SIGSTOP);
  }
  ~StoppedServer() {
    for (const pid_t pid : pids_) ::kill(pid, SIGCONT);
  }
  StoppedServer(const StoppedServer&) = delete;
  StoppedServer& operator=(const StoppedServer&) = delete;

 private:
  std::array<pid_t, 2> pids_{};
};

class TimeLimited : public testing::Test {
 protected:
  /// SQLSTATE of what the server says; empty if it is done.
  std::string execute_in_a_span(TimeLimit& limit, const std::string& sql) {
    const TimeLimit::Span span(limit);
    const auto outcome = session_.try_execute(sql);
    return failure(outcome) == nullptr ? "" : failure(outcome)->sqlstate;
  }

  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::unique_ptr<ScratchDatabase> database_ = server_.create();
  Session session_{database_->conninfo()};
};

TEST_F(TimeLimited, StatementsAreCancelledWhateverTheyHaveSet) {
  TimeLimit limit(session_, 1s);
  EXPECT_EQ(execute_in_a_span(limit, "SET statement_timeout = 0; SELECT pg_sleep(3600)"), "57014");
  EXPECT_TRUE(limit.is_passed());
}

TEST_F(TimeLimited, TheNextSpanHasAllItsTime) {
  TimeLimit limit(session_, 1s);
  EXPECT_EQ(execute_in_a_span(limit, "SELECT pg_sleep(3600)"), "57014");
  session_.execute("SELECT pg_sleep(0.3)");  // ours, after the span
  EXPECT_EQ(execute_in_a_span(limit, "SELECT 1"), "");
  EXPECT_FALSE(limit.is_passed());
}

TEST_F(TimeLimited, AStatementThatDoesNotHeedItLosesTheConnection) {
  TimeLimit limit(session_, 1s);
  const std::string sql =
      "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(3600); EXCEPTION WHEN query_canceled THEN NULL; "
      "END; END LOOP; END $$";
  try {
    execute_in_a_span(limit, sql);
    FAIL();
  } catch (const EnvironmentError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("does not heed being cancelled"));
  }
}

TEST_F(TimeLimited, AServerThatDoesNotAnswerTheCancelLosesTheConnection) {
  TimeLimit limit(session_, 1s);
  try {
    const StoppedServer stopped(session_);
    execute_in_a_span(limit, "SELECT 1");
    FAIL();
  } catch (const EnvironmentError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("does not answer the request to cancel"));
  }
}

TEST_F(TimeLimited, PatienceIsLongerThanALimit) {
  const TimeLimit limit(session_, 7200s);
  EXPECT_GT(session_.patience(), 7200s);
}

TEST_F(TimeLimited, EveryOtherStatementHasTheSessionsPatience) {
  session_.set_patience(1s);
  try {
    const StoppedServer stopped(session_);
    session_.execute("SELECT 1");
    FAIL();
  } catch (const EnvironmentError& error) {
    EXPECT_THAT(error.what(), testing::ContainsRegex("has not answered within 1 s:\n  . SELECT 1"));
  }
}

TEST_F(TimeLimited, ACopyWhoseRowsAreTakenIsNotOutOfPatience) {
  session_.execute("CREATE TABLE t (a int)");
  session_.set_patience(1s);
  const auto started = std::chrono::steady_clock::now();
  const auto outcome = session_.try_copy("t", {"a"}, [&](auto& row) {
    row[0] = "1";
    return std::chrono::steady_clock::now() - started < 2s;
  });
  EXPECT_EQ(failure(outcome), nullptr);
}

}  // namespace
}  // namespace pgstair::postgres

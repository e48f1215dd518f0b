// SPDX-License-Identifier: MIT
#include "postgres/time_limit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "support/errors.h"

namespace pgstair::postgres {
namespace {

using namespace std::chrono_literals;

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

}  // namespace
}  // namespace pgstair::postgres

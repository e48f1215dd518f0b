// SPDX-License-Identifier: MIT
#include "postgres/session.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <initializer_list>
#include <utility>

#include "installation_under_test.h"
#include "server/disposable_server.h"

namespace pgstair::postgres {
namespace {

class PreparedStatement : public testing::Test {
 protected:
  /// What the statement gives, in a transaction of its own; how often that was begun, in `begun_`.
  std::string seven() {
    begun_ = 1;
    const auto outcome =
        session_.try_execute_prepared({"seven", "SELECT $1::int + 2", {"5"}}, "BEGIN; ", [this] {
          ++begun_;
          session_.execute("ROLLBACK");
          return std::string("BEGIN; ");
        });
    session_.execute("ROLLBACK");
    return failure(outcome) == nullptr ? std::get<Done>(outcome).rows.text(0, 0)
                                       : to_string(*failure(outcome));
  }

  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::unique_ptr<ScratchDatabase> database_ = server_.create();
  Session session_{database_->conninfo()};
  int begun_ = 0;
};

TEST_F(PreparedStatement, IsPreparedOnce) {
  EXPECT_EQ(seven(), "7");
  EXPECT_EQ(seven(), "7");
  EXPECT_EQ(begun_, 1);
}

TEST_F(PreparedStatement, IsPreparedAgainIfAScriptHasDoneAwayWithIt) {
  EXPECT_EQ(seven(), "7");
  session_.execute("DISCARD ALL");
  EXPECT_EQ(seven(), "7");
  EXPECT_EQ(begun_, 2);
}

TEST_F(PreparedStatement, IsTakenAsItIsIfSomebodyElseHasMadeIt) {
  session_.execute("PREPARE seven AS SELECT $1::int + 2");
  EXPECT_EQ(seven(), "7");
  EXPECT_EQ(begun_, 2);
  EXPECT_EQ(seven(), "7");
  EXPECT_EQ(begun_, 1);
}

TEST_F(PreparedStatement, ThatTheServerRefusesIsNotTriedTwice) {
  const auto outcome = session_.try_execute_prepared({"wrong", "SELECT 1 / $1::int", {"0"}}, "",
                                                     [] { return std::string(); });
  ASSERT_NE(failure(outcome), nullptr);
  EXPECT_EQ(failure(outcome)->sqlstate, "22012");
}

TEST_F(PreparedStatement, MayFollowACopyThatNobodyTakes) {
  for (const char* copy : {"COPY (SELECT generate_series(1, 100000)) TO STDOUT; SELECT 1 / 0",
                           "CREATE TABLE t (a int); COPY t FROM STDIN"}) {
    const auto outcome = session_.try_execute(copy);
    ASSERT_NE(failure(outcome), nullptr) << copy;
    EXPECT_EQ(failure(outcome)->sqlstate, "0A000");
    EXPECT_EQ(seven(), "7");
  }
}

TEST_F(PreparedStatement, MayFollowOneOfAScript) {
  for (const auto& [sql, sqlstate] : std::initializer_list<std::pair<const char*, const char*>>{
           {"SELECT generate_series(1, 1000); CREATE TABLE t (a int)", ""},
           {"INSERT INTO t SELECT 1; SELECT 1 / (3 - a) FROM generate_series(1, 5) a", "22012"},
           {"", ""},
           {"COPY (SELECT generate_series(1, 100000)) TO STDOUT; SELECT 1 / 0", "0A000"},
           {"COPY t FROM STDIN", "0A000"}}) {
    const auto outcome = session_.try_perform(sql);
    EXPECT_EQ(failure(outcome) == nullptr ? "" : failure(outcome)->sqlstate, sqlstate) << sql;
    EXPECT_EQ(seven(), "7");
  }
  const auto outcome = session_.try_perform("SELECT wrong", "BEGIN");
  ASSERT_NE(failure(outcome), nullptr);
  EXPECT_EQ(failure(outcome)->position, 8);
  EXPECT_EQ(session_.execute("ROLLBACK; SELECT count(*) FROM t").text(0, 0), "0");
}

/// Of this process, in kilobytes: the most that it has had so far.
long greatest_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_F(PreparedStatement, OfAScriptNeedsNoMemoryForItsRows) {
  const long before = greatest_memory();
  const auto outcome =
      session_.try_perform("SELECT repeat('x', 1000) FROM generate_series(1, 100000)");
  EXPECT_EQ(failure(outcome), nullptr);
  EXPECT_LT(greatest_memory() - before, 20'000);
}

}  // namespace
}  // namespace pgstair::postgres

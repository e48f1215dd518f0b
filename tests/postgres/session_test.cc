// SPDX-License-Identifier: MIT
#include "postgres/session.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace pgstair::postgres

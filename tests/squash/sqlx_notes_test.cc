// SPDX-License-Identifier: MIT
//
// The statement that a squash in sqlx's format comes with.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chain/read.h"
#include "installation_under_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "sql/script.h"
#include "squash/squash_test.h"

namespace pgstair {
namespace {

using testing::HasSubstr;

class SqlxNotes : public SquashTest {
 protected:
  void SetUp() override {
    SquashTest::SetUp();
    commit({{"1_a.sql", "CREATE TABLE a ();\n"},
            {"02_b.sql", "CREATE TABLE b ();\n"},
            {"3_c.sql", "CREATE TABLE c ();\n"}});
    const auto ran = squash({"--upto", "02", "--chain-format", "sqlx"});
    EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
    statement_ = ran.out.substr(std::min(ran.out.find("DO $$"), ran.out.size()));
    EXPECT_THAT(statement_, HasSubstr("_sqlx_migrations"));
  }

  /// Makes sqlx's table, in which these are noted.
  void note(const std::vector<std::string>& versions) {
    session_.execute("DROP TABLE IF EXISTS _sqlx_migrations; " + chain::version_table_sql("sqlx"));
    for (const auto& version : versions) {
      session_.execute("INSERT INTO _sqlx_migrations VALUES (" + version +
                       ", 'old', now(), true, '\\x00', 1)");
    }
  }

  /// Versions, and whether the checksum is that of the new file.
  std::string notes() {
    const std::string text = sql::quote_literal(files()["02_initial.sql"]);
    return session_
        .execute("SELECT string_agg(version || CASE WHEN checksum = sha384(" + text +
                 "::bytea) THEN ' new' ELSE '' END, ', ' ORDER BY version) FROM _sqlx_migrations")
        .text(0, 0);
  }

  std::string statement_;
  server::DisposableServer server_{
      {.installation = installation_under_test(), .keep = false, .locale = {}}};
  std::unique_ptr<postgres::ScratchDatabase> database_ = server_.create();
  postgres::Session session_{database_->conninfo()};
};

TEST_F(SqlxNotes, BecomeThoseOfTheSquash) {
  note({"1", "2", "3"});
  session_.execute(statement_);
  EXPECT_EQ(notes(), "2 new, 3");
  session_.execute(statement_);
  EXPECT_EQ(notes(), "2 new, 3") << "once more does no harm";
}

TEST_F(SqlxNotes, StayAsTheyAreWhereOnlyAPartIsApplied) {
  note({"1"});
  const auto outcome = session_.try_execute(statement_);
  ASSERT_NE(postgres::failure(outcome), nullptr);
  EXPECT_THAT(postgres::failure(outcome)->message,
              HasSubstr("only 1 of the 2 migrations are applied"));
  EXPECT_EQ(notes(), "1");
}

TEST_F(SqlxNotes, AreNoneInANewDatabase) {
  note({});
  session_.execute(statement_);
  EXPECT_EQ(notes(), "");
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
//
// pgstair seed, as a user calls it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "cli_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class SeedCommand : public CliTest {
 protected:
  SeedCommand() {
    write("chain/0001_users.sql",
          "-- migrate:up\nCREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);\n"
          "-- migrate:down\nDROP TABLE users;\n");
    write(
        "chain/0002_posts.sql",
        "-- migrate:up\nCREATE TABLE posts (id serial PRIMARY KEY, author int NOT NULL REFERENCES "
        "users);\n-- migrate:down\nDROP TABLE posts;\n");
  }
};

TEST_F(SeedCommand, FillsTheChainAtARevision) {
  const auto head = pgstair({"seed", "--at", "head", "-C", "chain", "--rows", "30"}, folder());
  EXPECT_EQ(head.exit_code, 0) << head.err;
  EXPECT_THAT(head.out,
              AllOf(HasSubstr("Rows added to chain@0002_posts"), HasSubstr("public.posts"),
                    HasSubstr("2 of 2 tables filled, 60 rows")));
  const auto first = pgstair({"seed", "--at", "0001", "-C", "chain"}, folder());
  EXPECT_THAT(first.out, HasSubstr("1 of 1 table filled, 100 rows"));
  EXPECT_TRUE(nothing_is_left());
}

class SeedDatabaseCommand : public SeedCommand {
 protected:
  SeedDatabaseCommand()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {}

  std::string value(const std::string& sql) {
    return postgres::Session(database_->conninfo()).execute(sql).text(0, 0);
  }
  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }
  ProcessResult seed(Arguments more = {}) {
    Arguments arguments{"seed", database_->url()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return pgstair(arguments);
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(SeedDatabaseCommand, LeavesVersionTablesAlone) {
  execute("CREATE TABLE schema_migrations (version text); CREATE TABLE t (a int)");
  const auto result = seed();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(value("SELECT count(*) FROM schema_migrations"), "0");
  EXPECT_EQ(value("SELECT count(*) FROM t"), "100");
}

TEST_F(SeedDatabaseCommand, EndsWithOneIfATableCannotBeFilled) {
  execute("CREATE TABLE t (a int); CREATE TABLE u (a int NOT NULL CHECK (a < 0 AND a > 0))");
  const auto result = seed();
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("no row that satisfies u_a_check was found"));
  EXPECT_EQ(value("SELECT count(*) FROM t"), "100");
}

TEST_F(SeedDatabaseCommand, RefusesADatabaseThatTakesNoWrites) {
  execute("CREATE TABLE t (a int); ALTER DATABASE " + database_->name() +
          " SET default_transaction_read_only = on");
  const auto result = seed();
  EXPECT_EQ(result.exit_code, 3) << result.out;
  EXPECT_THAT(result.err, HasSubstr("takes no writes"));
  EXPECT_EQ(value("SELECT count(*) FROM t"), "0");
}

TEST_F(SeedDatabaseCommand, WantsToBeToldWhatToFill) {
  EXPECT_EQ(pgstair({"seed"}).exit_code, 2);
  EXPECT_EQ(seed({"--at", "head"}).exit_code, 2);
  EXPECT_EQ(seed({"--keep"}).exit_code, 2);
  EXPECT_EQ(seed({"--rows", "0"}).exit_code, 2);
}

}  // namespace
}  // namespace pgstair::cli

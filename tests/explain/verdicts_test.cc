// SPDX-License-Identifier: MIT
//
// What pgstair explain says of databases that no advice brings to head: those that are in order,
// those that it must not judge, and those that somebody has to look at.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "cli/cli_test.h"
#include "postgres/session.h"
#include "python_packages.h"
#include "server/disposable_server.h"

namespace pgstair::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Explain : public CliTest {
 protected:
  Explain()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {
    write_up("0001_users", "CREATE TABLE users (id bigint PRIMARY KEY, email text);");
    write_up("0002_orders", "CREATE TABLE orders (id bigint PRIMARY KEY);");
  }

  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }

  void write_up(const std::string& name, const std::string& sql) {
    write("chain/" + name + ".sql", "-- migrate:up\n" + sql + "\n");
  }

  /// What 0001 makes, and the version table that says so.
  void apply_first() {
    execute(
        "CREATE TABLE users (id bigint PRIMARY KEY, email text); "
        "CREATE TABLE schema_migrations (version varchar PRIMARY KEY); "
        "INSERT INTO schema_migrations VALUES ('0001')");
  }
  void apply_second() {
    execute(
        "CREATE TABLE orders (id bigint PRIMARY KEY); INSERT INTO schema_migrations VALUES "
        "('0002')");
  }

  ProcessResult explain(const Arguments& more = {}) {
    Arguments arguments{"explain", "chain", "--url", conninfo_()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return pgstair(arguments, folder());
  }

  /// The report; the exit code must be this one.
  json report(int exit_code) {
    const auto result = explain({"--format", "json"});
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    return json::parse(result.out);
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
  std::string role_;  ///< that looks; empty: the owner

 private:
  std::string conninfo_() const {
    return database_->conninfo() + (role_.empty() ? "" : " user='" + role_ + "'");
  }
};

// In order.

TEST_F(Explain, TakesAnEmptyDatabaseForOneAtBase) {
  const json told = report(0);
  EXPECT_EQ(told["kind"], "empty");
  ASSERT_EQ(told["steps"].size(), 1u);
  EXPECT_THAT(told["steps"][0]["command"], StartsWith("dbmate --url \"$DATABASE_URL\" "));
}

TEST_F(Explain, TakesADatabaseOfOthersForOneAtBase) {
  execute("CREATE TABLE books (id bigint PRIMARY KEY)");
  const json told = report(0);
  EXPECT_EQ(told["kind"], "empty");
  EXPECT_EQ(told["verdict"], "Nothing of the chain is in the database.");
}

TEST_F(Explain, IsContentWithADatabaseThatIsBehind) {
  apply_first();
  const json told = report(0);
  EXPECT_EQ(told["kind"], "behind");
  EXPECT_EQ(told["steps"].size(), 1u);
}

TEST_F(Explain, HasNothingToDoAtHead) {
  apply_first();
  apply_second();
  EXPECT_EQ(report(0)["kind"], "at-head");
  EXPECT_THAT(report(0)["steps"], IsEmpty());
  EXPECT_THAT(explain().out, Not(HasSubstr("To go on")));
}

TEST_F(Explain, TellsWhatOthersMadeAndGoesOn) {
  apply_first();
  execute("CREATE VIEW report AS SELECT id FROM users; CREATE INDEX by_hand ON users (email)");
  const json told = report(0);
  EXPECT_EQ(told["kind"], "behind");
  EXPECT_THAT(told["facts"].dump(), HasSubstr("what no revision makes: index by_hand on "
                                              "public.users, view public.report"));
}

TEST_F(Explain, IsContentWithARoleThatMayOnlyRead) {
  apply_first();
  execute("CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
  role_ = "reader";
  EXPECT_EQ(report(0)["kind"], "behind");
}

TEST_F(Explain, TakesARepeatableThatChangedForPending) {
  write("flyway/V1__users.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n");
  write("flyway/R__emails.sql", "CREATE OR REPLACE VIEW emails AS SELECT email, id FROM users;\n");
  execute(R"sql(
    CREATE TABLE users (id bigint PRIMARY KEY, email text);
    CREATE VIEW emails AS SELECT email FROM users;
    CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50),
      description varchar(200), type varchar(20), script varchar(1000), checksum integer,
      installed_by varchar(100), installed_on timestamp, execution_time integer, success boolean);
    INSERT INTO flyway_schema_history VALUES
      (1, '1', 'users', 'SQL', 'V1__users.sql', 1, 'x', now(), 1, true),
      (2, NULL, 'emails', 'SQL', 'R__emails.sql', 2, 'x', now(), 1, true))sql");
  const auto result = pgstair({"explain", "flyway", "--url", database_->conninfo()}, folder());
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 revision behind the chain's head"));
}

TEST_F(Explain, BuildsAnIndexAgainWhateverElseDiffers) {
  write_up("0002_orders",
           "CREATE TABLE orders (id bigint PRIMARY KEY); "
           "CREATE INDEX users_email_idx ON users (email);");
  apply_first();
  apply_second();
  execute("CREATE INDEX users_email_idx ON users (email); ALTER TABLE orders ADD note text");
  execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_email_idx'::regclass");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "invalid-index");
  EXPECT_THAT(told["steps"][0]["command"], HasSubstr("REINDEX INDEX CONCURRENTLY public.users_"));
}

// Not to be judged.

TEST_F(Explain, SaysThatTheVersionTableMayNotBeRead) {
  apply_first();
  execute("CREATE ROLE reader LOGIN");
  role_ = "reader";
  const json told = report(1);
  EXPECT_EQ(told["kind"], "not-read");
  EXPECT_THAT(told["verdict"].get<std::string>(),
              HasSubstr("the role may not read public.schema_migrations"));
  EXPECT_THAT(told["steps"], IsEmpty());
}

TEST_F(Explain, SaysThatTheVersionTableIsAnotherTools) {
  write("other/1_users.up.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n");
  write("other/1_users.down.sql", "DROP TABLE users;\n");
  apply_first();
  const auto result = pgstair({"explain", "other", "--url", database_->conninfo()}, folder());
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out,
              HasSubstr("is not the table that the chain's tool keeps: column \"dirty\" does "
                        "not exist"));
}

TEST_F(Explain, WaitsForAnIndexThatIsBeingBuilt) {
  apply_first();
  postgres::Session holder(database_->conninfo());
  holder.execute("BEGIN");
  holder.execute("INSERT INTO users VALUES (1)");  // which the index waits for
  std::thread builder([&] { execute("CREATE INDEX CONCURRENTLY users_email ON users (email)"); });
  postgres::Session watcher(database_->conninfo());
  while (watcher.execute("SELECT FROM pg_stat_progress_create_index WHERE index_relid <> 0")
             .header.empty() &&
         watcher.execute("SELECT count(*) FROM pg_stat_progress_create_index").text(0, 0) == "0")
    std::this_thread::yield();
  const json told = report(1);
  holder.execute("COMMIT");
  builder.join();
  EXPECT_EQ(told["kind"], "running");
  EXPECT_THAT(told["verdict"].get<std::string>(),
              HasSubstr("the index public.users_email is being built by"));
  EXPECT_THAT(told["steps"], IsEmpty());
}

TEST_F(Explain, WaitsForATransactionThatChangesATable) {
  apply_first();
  postgres::Session deployment(database_->conninfo());
  deployment.execute("BEGIN");
  deployment.execute("ALTER TABLE users ADD COLUMN name text");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "running");
  EXPECT_THAT(told["verdict"].get<std::string>(), HasSubstr("holds a lock on public.users"));
  deployment.execute("ROLLBACK");
  EXPECT_EQ(report(0)["kind"], "behind");
}

TEST_F(Explain, RefusesAChainThatIsNotWhole) {
  write("chain/0003_x.sql", "-- migrate:parents 0009_gone\n-- migrate:up\nSELECT 1;\n");
  const auto result = explain();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("the chain is not whole"));
}

// For somebody to look at.

TEST_F(Explain, TellsWhatDiffersAndWhoMakesIt) {
  apply_first();
  apply_second();
  execute("ALTER TABLE users DROP COLUMN email");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "schema-differs");
  EXPECT_THAT(told["differences"],
              testing::ElementsAre("column public.users.email: dropped (0001_users makes it)"));
}

TEST_F(Explain, NamesTheNearestRevisionOfADatabaseThatNobodyStamped) {
  execute("CREATE TABLE users (id bigint PRIMARY KEY, email varchar(80))");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "no-version-table");
  EXPECT_THAT(told["verdict"].get<std::string>(), HasSubstr("0001_users is nearest"));
}

TEST_F(Explain, TellsARevisionThatCannotBeApplied) {
  write_up("0003_wrong", "ALTER TABLE user_s ADD name text;");
  apply_first();
  apply_second();
  const json told = report(1);
  EXPECT_EQ(told["kind"], "revision-fails");
  EXPECT_THAT(told["facts"].dump(), HasSubstr("chain/0003_wrong.sql:2:1"));
}

TEST_F(Explain, SaysThatWhatIsLeftOfARevisionFails) {
  write("chain/0003_wrong.sql",
        "-- migrate:up transaction:false\nALTER TABLE users ADD name text;\n"
        "ALTER TABLE user_s ADD name text;\n");
  apply_first();
  apply_second();
  execute("ALTER TABLE users ADD name text");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "failed-revision");
  EXPECT_EQ(told["statements"][0]["state"], "done");
  EXPECT_EQ(told["statements"][1]["state"], "open");
  EXPECT_THAT(told["cautions"].dump(),
              HasSubstr("This was tried, and does not bring 0003_wrong to its end: ERROR 42P01"));
}

TEST_F(Explain, TellsObjectsWhereOnlyLaterStatementsWereRun) {
  write_up("0002_orders",
           "CREATE TABLE orders (id bigint PRIMARY KEY); CREATE TABLE lines (n int);");
  apply_first();
  execute("CREATE TABLE lines (n int)");
  const json told = report(1);
  EXPECT_EQ(told["kind"], "failed-revision");
  EXPECT_EQ(told["facts"], json({"of what it makes, there is table public.lines, and not table "
                                 "public.orders",
                                 "it is not what the first of its statements make"}));
}

TEST_F(Explain, TellsObjectsWhereARevisionOfCodeHasNoSql) {
  if (const auto missing = missing_python_packages({"alembic", "sqlalchemy", "psycopg2"});
      !missing.empty())
    GTEST_SKIP() << missing;
  const std::filesystem::path states = PGSTAIR_SOURCE_DIR "/tests/explain/states";
  std::filesystem::copy(states / "alembic/alembic.ini", folder());
  std::filesystem::copy(states / "alembic/migrations/env.py",
                        write("migrations/.keep", "").parent_path());
  write("migrations/versions/a1.py",
        "from alembic import op\n"
        "revision = 'a1'\n"
        "down_revision = None\n\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE a (id bigint PRIMARY KEY)')\n"
        "    assert op.get_bind().exec_driver_sql('SELECT count(*) FROM a').scalar() == 0\n"
        "    op.execute('CREATE TABLE b (id bigint PRIMARY KEY)')\n");
  execute(
      "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); "
      "CREATE TABLE a (id bigint PRIMARY KEY)");
  const auto result =
      pgstair({"explain", ".", "--url", database_->conninfo()}, folder(), {"PATH=/usr/bin:/bin"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, StartsWith("a1 is there in part.\n"));
  EXPECT_THAT(result.out,
              HasSubstr("of what it makes, there is table public.a, and not table public.b"));
}

TEST_F(Explain, RepeatsNoPassword) {
  const auto result = pgstair({"explain", "chain", "--format", "json", "--url",
                               database_->conninfo() + " password='hunter2'"},
                              folder());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace pgstair::cli

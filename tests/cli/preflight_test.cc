// SPDX-License-Identifier: MIT
//
// pgstair preflight against a database with rows, as a role that may only SELECT.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string migration(const std::string& up, const std::string& down) {
  return "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n";
}

class PreflightCommand : public CliTest {
 protected:
  PreflightCommand()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {
    write("chain/0001_users.sql",
          migration("CREATE TABLE users (id bigint PRIMARY KEY, email text, team bigint);"
                    "CREATE TABLE teams (id bigint PRIMARY KEY, name text);",
                    "DROP TABLE teams; DROP TABLE users;"));
    write("chain/0002_required.sql", migration("ALTER TABLE users ALTER email SET NOT NULL;",
                                               "ALTER TABLE users ALTER email DROP NOT NULL;"));
    write("chain/0003_unique.sql",
          migration("CREATE UNIQUE INDEX one_email ON users (lower(email));",
                    "DROP INDEX one_email;"));
    write("chain/0004_team.sql",
          migration("ALTER TABLE users ADD CONSTRAINT of_team FOREIGN KEY (team) REFERENCES teams;",
                    "ALTER TABLE users DROP CONSTRAINT of_team;"));
    write("chain/0005_named.sql",
          migration("ALTER TABLE teams ADD CONSTRAINT named CHECK (name <> '');",
                    "ALTER TABLE teams DROP CONSTRAINT named;"));
    write(
        "chain/0006_owners.sql",
        migration("CREATE TABLE owners (id bigint PRIMARY KEY, name text);", "DROP TABLE owners;"));
    write("chain/0007_owners_named.sql", migration("ALTER TABLE owners ALTER name SET NOT NULL;",
                                                   "ALTER TABLE owners ALTER name DROP NOT NULL;"));
    execute(
        "CREATE TABLE users (id bigint PRIMARY KEY, email text, team bigint);"
        "CREATE TABLE teams (id bigint PRIMARY KEY, name text);"
        "CREATE TABLE schema_migrations (version varchar PRIMARY KEY);"
        "INSERT INTO schema_migrations VALUES ('0001');"
        "INSERT INTO teams VALUES (1, 'red');"
        "INSERT INTO users VALUES (1, NULL, 1), (2, 'a@x', 1), (3, 'A@X', 1), (4, 'b@x', 99), "
        "(5, NULL, NULL);"
        "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
  }

  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }

  std::string content() {
    return postgres::Session(database_->conninfo())
        .execute(
            "SELECT (SELECT string_agg(u::text, ' ' ORDER BY id) FROM users u) || (SELECT "
            "count(*) FROM pg_class) || (SELECT string_agg(version, ' ') FROM "
            "schema_migrations)")
        .text(0, 0);
  }

  /// As a role that may connect and SELECT, and nothing else.
  std::string reader_url() const {
    return database_->conninfo() + " user = 'reader' options = '-c search_path='";
  }

  ProcessResult preflight(Arguments more = {}) {
    Arguments arguments{"preflight", reader_url(), "-C", "chain"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return pgstair(arguments, folder());
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(PreflightCommand, CountsTheRowsThatWouldFailAndNamesThemByKey) {
  const std::string before = content();
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("6 revisions to apply"),
                                HasSubstr("2 rows would fail, for example 1; 5"),  // no email
                                HasSubstr("1 row would fail, for example 3"),      // a@x twice
                                HasSubstr("1 row would fail, for example 4"),      // team 99
                                HasSubstr("no such row")));                        // teams
  EXPECT_THAT(result.out, Not(HasSubstr("a@x"))) << "values other than keys are private";
  EXPECT_EQ(content(), before);
}

TEST_F(PreflightCommand, SaysWhatCannotBeAskedYet) {
  const auto result = preflight({"--from", "0005"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("0007_owners_named"), HasSubstr("not answered"),
                                HasSubstr("makes it")));
  EXPECT_EQ(result.exit_code, 1);
}

TEST_F(PreflightCommand, IsContentWhenNoRowWouldFail) {
  execute(
      "UPDATE users SET email = id || '@x', team = 1; "
      "INSERT INTO schema_migrations VALUES ('0006'), ('0007')");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("0 of 4 questions found rows that would fail."));
}

TEST_F(PreflightCommand, GivesJson) {
  const auto result = preflight({"--format", "json", "--keys", "0"});
  EXPECT_THAT(result.out, AllOf(HasSubstr("\"rows\": 2"), HasSubstr("\"keys\": []"),
                                HasSubstr("\"revision\": \"0002_required\"")));
}

TEST_F(PreflightCommand, NeedsToKnowWhereTheDatabaseStands) {
  execute("DROP TABLE schema_migrations");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("has no table schema_migrations"), HasSubstr("--from")));
  EXPECT_EQ(preflight({"--from", "0001"}).exit_code, 1);
}

TEST_F(PreflightCommand, RefusesAVersionThatTheChainDoesNotHave) {
  execute("INSERT INTO schema_migrations VALUES ('0042')");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("0042"));
}

}  // namespace
}  // namespace pgstair::cli

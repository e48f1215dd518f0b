// SPDX-License-Identifier: MIT
//
// pgstair preflight against a database with rows, as a role that may only SELECT.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli_test.h"
#include "masked.h"
#include "postgres/session.h"
#include "server/disposable_server.h"

namespace pgstair::cli {
namespace {

class PreflightCommand : public CliTest {
 protected:
  PreflightCommand()
      : server_({.installation = installation_under_test(), .keep = false, .locale = {}}),
        database_(server_.create()) {
    write("chain/0001_users.sql", R"sql(-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, email text, team bigint);
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
-- migrate:down
DROP TABLE teams;
DROP TABLE users;
)sql");
    write("chain/0002_required.sql", R"sql(-- migrate:up
ALTER TABLE users ALTER email SET NOT NULL;
-- migrate:down
ALTER TABLE users ALTER email DROP NOT NULL;
)sql");
    write("chain/0003_unique.sql", R"sql(-- migrate:up
CREATE UNIQUE INDEX one_email ON users (lower(email));
-- migrate:down
DROP INDEX one_email;
)sql");
    write("chain/0004_team.sql", R"sql(-- migrate:up
ALTER TABLE users ADD CONSTRAINT of_team FOREIGN KEY (team) REFERENCES teams;
-- migrate:down
ALTER TABLE users DROP CONSTRAINT of_team;
)sql");
    write("chain/0005_named.sql", R"sql(-- migrate:up
ALTER TABLE teams ADD CONSTRAINT named CHECK (name <> '');
-- migrate:down
ALTER TABLE teams DROP CONSTRAINT named;
)sql");
    write("chain/0006_owners.sql", R"sql(-- migrate:up
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
-- migrate:down
DROP TABLE owners;
)sql");
    write("chain/0007_owners_named.sql", R"sql(-- migrate:up
ALTER TABLE owners ALTER name SET NOT NULL;
-- migrate:down
ALTER TABLE owners ALTER name DROP NOT NULL;
)sql");
    execute(R"sql(
      CREATE TABLE users (id bigint PRIMARY KEY, email text, team bigint);
      CREATE TABLE teams (id bigint PRIMARY KEY, name text);
      CREATE TABLE schema_migrations (version varchar PRIMARY KEY);
      INSERT INTO schema_migrations VALUES ('0001');
      INSERT INTO teams VALUES (1, 'red');
      INSERT INTO users VALUES
        (1, NULL, 1), (2, 'a@x', 1), (3, 'A@X', 1), (4, 'b@x', 99), (5, NULL, NULL);
      CREATE ROLE reader LOGIN;
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
    )sql");
  }

  void execute(const std::string& sql) { postgres::Session(database_->conninfo()).execute(sql); }

  std::string content() {
    return postgres::Session(database_->conninfo())
        .execute(R"sql(
          SELECT (SELECT string_agg(u::text, ' ' ORDER BY id) FROM users u)
              || (SELECT count(*) FROM pg_class)
              || (SELECT string_agg(version, ' ') FROM schema_migrations)
        )sql")
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

  /// Where READER is the database and the role.
  std::string shown(const ProcessResult& result) const {
    return masked(result.out, {{reader_url(), "READER"}});
  }

  server::DisposableServer server_;
  std::unique_ptr<postgres::ScratchDatabase> database_;
};

TEST_F(PreflightCommand, AsksOfEachCastOfARevision) {
  write("casts/0001_users.sql",
        "-- migrate:up\nCREATE TABLE users (id bigint PRIMARY KEY, email text, age text);");
  write("casts/0002_casts.sql", R"sql(-- migrate:up
ALTER TABLE users ALTER email TYPE uuid USING email::uuid, ALTER age TYPE int USING age::int;
ALTER TABLE users ADD COLUMN months int GENERATED ALWAYS AS ((age::numeric * 12)::int) STORED;
)sql");
  execute(R"sql(
    ALTER TABLE users DROP team, ADD age text;
    UPDATE users SET email = gen_random_uuid();
    UPDATE users SET age = '42';
  )sql");
  const auto ask = [&] {
    return pgstair({"preflight", reader_url(), "-C", "casts", "--format", "json"}, folder());
  };
  EXPECT_EQ(ask().exit_code, 0) << ask().out;
  for (const std::string bad : {"email = 'x'", "age = 'old'"}) {
    execute("CREATE TABLE kept AS TABLE users; UPDATE users SET " + bad + " WHERE id = 4");
    const auto result = ask();
    EXPECT_EQ(result.exit_code, 1) << bad;
    const auto questions = nlohmann::json::parse(result.out)["questions"];
    EXPECT_EQ(questions.size(), 2U) << result.out;
    const auto failing = std::ranges::count_if(
        questions, [](const auto& question) { return question.value("rows", 0) == 1; });
    EXPECT_EQ(failing, 1) << bad << result.out;
    execute(
        "UPDATE users u SET email = k.email, age = k.age FROM kept k WHERE k.id = u.id; DROP TABLE "
        "kept");
  }
}

TEST_F(PreflightCommand, FindsRowsThatHaveAKeyOfOnesThatARevisionInserts) {
  write("lookup/0001_teams.sql",
        "-- migrate:up\nCREATE TABLE teams (id bigint PRIMARY KEY, name text UNIQUE);");
  write("lookup/0002_two.sql",
        "-- migrate:up\nINSERT INTO teams VALUES (7, 'blue'), (8, 'green');");
  execute("DROP TABLE users; ALTER TABLE teams ADD UNIQUE (name)");
  const auto ask = [&] {
    return pgstair({"preflight", reader_url(), "-C", "lookup", "--format", "json"}, folder());
  };
  EXPECT_EQ(ask().exit_code, 0) << ask().out;  // team 1 is red
  for (const std::string taken : {"id = 8, name = 'red'", "id = 1, name = 'green'"}) {
    execute("UPDATE teams SET " + taken);
    const auto result = ask();
    EXPECT_EQ(result.exit_code, 1) << taken;
    const auto questions = nlohmann::json::parse(result.out)["questions"];
    ASSERT_EQ(questions.size(), 1U) << result.out;
    EXPECT_EQ(questions[0].value("rows", 0), 1) << result.out;
  }
}

TEST_F(PreflightCommand, CountsTheRowsThatWouldFailAndNamesThemByKey) {
  const std::string before = content();
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(
      shown(result),
      R"(READER: public.schema_migrations says that 1 revision of 7 is applied, the last 0001_users
6 revisions to apply, 5 questions to the rows that are there

0002_required
  would fail if a row of public.users has no email
    ✗ 2 rows would fail, for example 1; 5
    column public.users.email, chain/0002_required.sql:2:1
    SELECT r.id FROM public.users AS r WHERE r.email IS NULL

0003_unique
  would fail if two rows of public.users have the same email
    ✗ 1 row would fail, for example 3
    index one_email on public.users, chain/0003_unique.sql:2:1
    SELECT r.id FROM public.users AS r WHERE r.ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY lower(email) ORDER BY ctid) AS place FROM public.users WHERE (lower(email)) IS NOT NULL) AS numbered WHERE place > 1)

0004_team
  would fail if a row of public.users has a team that no row of public.teams has
    ✗ 1 row would fail, for example 4
    constraint of_team on public.users, chain/0004_team.sql:2:1
    SELECT r.id FROM public.users AS r WHERE r.team IS NOT NULL AND NOT EXISTS (SELECT FROM public.teams AS p WHERE p.id = r.team)

0005_named
  would fail if a row of public.teams violates named ((name <> ''::text))
    ✓ no such row
    constraint named on public.teams, chain/0005_named.sql:2:1

0007_owners_named
  would fail if a row of public.owners has no name
    ? not answered: relation "public.owners" does not exist (a revision before this one, not applied yet, makes it)
    column public.owners.name, chain/0007_owners_named.sql:2:1
    SELECT r.id FROM public.owners AS r WHERE r.name IS NULL

3 of 5 questions found rows that would fail, 1 got no answer.
Looked at besides: invalid indexes (none), the schema.
)") << "values other than keys, such as a@x, are private";
  EXPECT_EQ(content(), before);
}

TEST_F(PreflightCommand, SaysWhatCannotBeAskedYet) {
  execute(R"sql(
    UPDATE users SET email = id || '@x', team = 1;
    ALTER TABLE users ALTER email SET NOT NULL;
    CREATE UNIQUE INDEX one_email ON users (lower(email));
    ALTER TABLE users ADD CONSTRAINT of_team FOREIGN KEY (team) REFERENCES teams;
    ALTER TABLE teams ADD CONSTRAINT named CHECK (name <> '');
  )sql");
  const auto result = preflight({"--from", "0005"});
  EXPECT_EQ(shown(result), R"(READER: taken to be at 0005_named
2 revisions to apply, 1 question to the rows that are there

0007_owners_named
  would fail if a row of public.owners has no name
    ? not answered: relation "public.owners" does not exist (a revision before this one, not applied yet, makes it)
    column public.owners.name, chain/0007_owners_named.sql:2:1
    SELECT r.id FROM public.owners AS r WHERE r.name IS NULL

0 of 1 question found rows that would fail, 1 got no answer.
Looked at besides: invalid indexes (none), the schema.
)");
  EXPECT_EQ(result.exit_code, 1);
}

TEST_F(PreflightCommand, IsContentWhenNoRowWouldFail) {
  execute(R"sql(
    UPDATE users SET email = id || '@x', team = 1
  )sql");
  std::filesystem::remove(folder() / "chain/0006_owners.sql");
  std::filesystem::remove(folder() / "chain/0007_owners_named.sql");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(
      shown(result),
      R"(READER: public.schema_migrations says that 1 revision of 5 is applied, the last 0001_users
4 revisions to apply, 4 questions to the rows that are there

0002_required
  would fail if a row of public.users has no email
    ✓ no such row
    column public.users.email, chain/0002_required.sql:2:1

0003_unique
  would fail if two rows of public.users have the same email
    ✓ no such row
    index one_email on public.users, chain/0003_unique.sql:2:1

0004_team
  would fail if a row of public.users has a team that no row of public.teams has
    ✓ no such row
    constraint of_team on public.users, chain/0004_team.sql:2:1

0005_named
  would fail if a row of public.teams violates named ((name <> ''::text))
    ✓ no such row
    constraint named on public.teams, chain/0005_named.sql:2:1

0 of 4 questions found rows that would fail.
Looked at besides: invalid indexes (none), the schema.
)");
}

TEST_F(PreflightCommand, GivesJson) {
  const auto result = preflight({"--format", "json", "--keys", "0"});
  const auto report = nlohmann::ordered_json::parse(result.out);
  EXPECT_EQ(report["questions"][0].dump(2), R"({
  "revision": "0002_required",
  "kind": "demand",
  "sentence": "a row of public.users has no email",
  "object": "column public.users.email",
  "location": "chain/0002_required.sql:2:1",
  "query": "SELECT r.id FROM public.users AS r WHERE r.email IS NULL",
  "not_answered": "",
  "rows": 2,
  "more": false,
  "keys": []
})");
}

TEST_F(PreflightCommand, NeedsToKnowWhereTheDatabaseStands) {
  execute("DROP TABLE schema_migrations");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err,
            "pgstair: the database has no table schema_migrations; say where the database stands: "
            "--from REVISION\n");
  EXPECT_EQ(preflight({"--from", "0001"}).exit_code, 1);
}

TEST_F(PreflightCommand, RefusesAVersionThatTheChainDoesNotHave) {
  execute("INSERT INTO schema_migrations VALUES ('0042')");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.err,
            "pgstair: public.schema_migrations has the version 0042, which is not one of the "
            "chain; say where the database stands: --from REVISION\n");
}

}  // namespace
}  // namespace pgstair::cli

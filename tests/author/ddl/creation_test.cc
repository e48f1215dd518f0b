// SPDX-License-Identifier: MIT
// How a creation is written: its order, its words, and what it says that it leaves out.
#include "author/ddl/creation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "author/ddl/creation_test.h"
#include "chain/read.h"
#include "support/file.h"

namespace pgstair::author {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> statements_of(const Creation& creation) {
  std::vector<std::string> statements;
  for (const auto& statement : creation.statements) statements.push_back(statement.sql);
  return statements;
}

TEST(WriteCreation, MakesTheReferenceChainBesideItsNeighbours) {
  const std::filesystem::path folder = std::filesystem::path(PGSTAIR_SOURCE_DIR) / "migrations";
  const std::string neighbours = read_file(folder / "neighbours/auth.sql");
  catalog::TestDatabase made(neighbours);
  const auto before = catalog::snapshot(made.session);
  for (const auto& revision : chain::read_folder(folder, "", {}).revisions) {
    for (const auto& statement : chain::sql_of(revision.up)->statements) {
      made.session.execute(statement.text);
    }
  }
  const auto creation = write_creation(before, catalog::snapshot(made.session), made.session);
  EXPECT_THAT(creation.not_written, IsEmpty());
  catalog::TestDatabase again(neighbours);
  expect_to_make(creation, made, again);
}

TEST(WriteCreation, ReadsAsPeopleWriteIt) {
  const auto creation = written_and_made_again(R"(
      CREATE TYPE mood AS ENUM ('low', 'it''s high');
      CREATE TABLE users (id bigserial PRIMARY KEY, email varchar(200) NOT NULL DEFAULT '',
        mood mood DEFAULT 'low', seen_at timestamptz(3),
        CONSTRAINT short CHECK (length(email) < 100 AND email <> 'x'));
      CREATE UNIQUE INDEX users_email ON users (lower(email)) WITH (fillfactor = 70)
        WHERE email <> '';
      COMMENT ON COLUMN users.mood IS 'as of today';
      GRANT SELECT ON users TO alice;)");
  EXPECT_THAT(
      statements_of(creation),
      ElementsAre("CREATE TYPE public.mood AS ENUM ('low', 'it''s high');",
                  "CREATE TABLE public.users (\n"
                  "    id bigserial,\n"
                  "    email varchar(200) NOT NULL DEFAULT '',\n"
                  "    mood public.mood DEFAULT 'low',\n"
                  "    seen_at timestamptz(3),\n"
                  "    CONSTRAINT users_pkey PRIMARY KEY (id),\n"
                  "    CONSTRAINT short CHECK ((length((email)::text) < 100) AND ((email)::text <> "
                  "'x'::text))\n"
                  ");",
                  "GRANT SELECT ON TABLE public.users TO alice;",
                  "COMMENT ON COLUMN public.users.mood IS 'as of today';",
                  "CREATE UNIQUE INDEX users_email ON public.users (lower((email)::text)) WITH "
                  "(fillfactor = 70)\n"
                  "    WHERE (email)::text <> ''::text;"));
}

TEST(WriteCreation, PutsOffAForeignKeyOnlyWhereTablesReferToEachOther) {
  const auto creation = written_and_made_again(R"(
      CREATE TABLE a_item (id int PRIMARY KEY, team int, parent int REFERENCES a_item);
      CREATE TABLE team (id int PRIMARY KEY, boss int);
      CREATE TABLE person (id int PRIMARY KEY, team int REFERENCES team);
      ALTER TABLE team ADD FOREIGN KEY (boss) REFERENCES person;
      ALTER TABLE a_item ADD FOREIGN KEY (team) REFERENCES team;)");
  const std::string text = text_of(creation);
  EXPECT_THAT(statements_of(creation),
              ElementsAre(HasSubstr("TABLE public.team ("), HasSubstr("TABLE public.a_item ("),
                          HasSubstr("TABLE public.person ("),
                          "ALTER TABLE public.team\n    ADD CONSTRAINT team_boss_fkey FOREIGN KEY "
                          "(boss) REFERENCES public.person(id);"));
}

TEST(WriteCreation, WritesAFunctionBeforeWhatNeedsItAndAfterWhatItsSqlNames) {
  const auto creation = written_and_made_again(R"(
      CREATE TABLE z_rates (rate numeric);
      CREATE FUNCTION current_rate() RETURNS numeric LANGUAGE sql STABLE
        AS 'SELECT max(rate) FROM z_rates';
      CREATE TABLE bills (id int, rate numeric DEFAULT current_rate());
      CREATE FUNCTION total() RETURNS numeric LANGUAGE plpgsql
        AS 'BEGIN RETURN (SELECT sum(rate) FROM bills); END';
      CREATE VIEW totals AS SELECT total() AS total;)");
  EXPECT_THAT(statements_of(creation),
              ElementsAre(HasSubstr("TABLE public.z_rates"), HasSubstr("current_rate()"),
                          HasSubstr("TABLE public.bills"), HasSubstr("FUNCTION public.total()"),
                          HasSubstr("VIEW public.totals")));
}

TEST(WriteCreation, TurnsOffTheLookAtBodiesOnlyForFunctionsThatCallEachOther) {
  const auto creation = written_and_made_again(R"(
      SET check_function_bodies = off;
      CREATE FUNCTION even(n int) RETURNS boolean LANGUAGE sql AS 'SELECT n = 0 OR odd(n - 1)';
      CREATE FUNCTION odd(n int) RETURNS boolean LANGUAGE sql AS 'SELECT n > 0 AND even(n - 1)';
      RESET check_function_bodies;)");
  EXPECT_THAT(statements_of(creation),
              ElementsAre("SET check_function_bodies = off;", HasSubstr("FUNCTION public.even"),
                          "RESET check_function_bodies;", HasSubstr("FUNCTION public.odd")));
}

TEST(WriteCreation, MakesAFunctionThatWasWrittenUnderAnotherSearchPath) {
  const auto creation = written_and_made_again(R"(
      CREATE SCHEMA app;
      SET search_path = app;
      CREATE TABLE users (id int);
      CREATE FUNCTION users_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM users';
      CREATE FUNCTION first_user() RETURNS bigint LANGUAGE sql SET search_path = app, pg_temp
        AS 'SELECT min(id) FROM users';
      RESET search_path;)");
  EXPECT_THAT(statements_of(creation),
              ElementsAre(HasSubstr("SCHEMA app"), HasSubstr("TABLE app.users"),
                          "SET check_function_bodies = off;", HasSubstr("app.users_count()"),
                          "RESET check_function_bodies;", HasSubstr("app.first_user()")));
}

TEST(WriteCreation, WritesAListOfValuesSoThatTheServerMakesTheSameOfIt) {
  const auto creation = written_and_made_again(R"(
      CREATE TABLE t (status varchar(10) CHECK (status IN ('new', 'it''s ((ARRAY[')), size int,
        CONSTRAINT sizes CHECK (size IN (3, 5)));
      ALTER TABLE t ALTER size TYPE double precision;
      CREATE INDEX t_open ON t (size) WHERE status NOT IN ('done', 'gone');
      CREATE VIEW v AS SELECT size FROM t WHERE status IN ('new', 'open');)");
  EXPECT_THAT(text_of(creation), HasSubstr("CHECK (size = ANY (ARRAY[3, 5]))"));
}

TEST(WriteCreation, AddsADefaultLaterThatNeedsTheTableItself) {
  const auto creation = written_and_made_again(R"(
      CREATE TABLE t (id int, size int);
      CREATE FUNCTION size_of(t) RETURNS int LANGUAGE sql AS 'SELECT 1';
      ALTER TABLE t ALTER size SET DEFAULT size_of(NULL);
      ALTER TABLE t ADD CONSTRAINT sized CHECK (size_of(t) > 0);)");
  EXPECT_THAT(text_of(creation), HasSubstr("ALTER COLUMN size SET DEFAULT public.size_of("));
  EXPECT_THAT(text_of(creation), HasSubstr("ADD CONSTRAINT sized CHECK"));
}

TEST(WriteCreation, AttachesAPartitionOnlyWhereItIsNotAsTheServerWouldMakeIt) {
  const auto creation = written_and_made_again(R"(
      CREATE TABLE events (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE INDEX events_at ON events (at);
      CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      CREATE TABLE events_rest PARTITION OF events DEFAULT PARTITION BY LIST (id);
      CREATE TABLE events_rest_1 PARTITION OF events_rest FOR VALUES IN (1);
      CREATE TABLE events_2025 (at date NOT NULL, id int NOT NULL);
      ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      ALTER INDEX events_2026_at_idx RENAME TO at_of_2026;)");
  const std::string text = text_of(creation);
  EXPECT_THAT(text, HasSubstr("CREATE TABLE public.events_2024 PARTITION OF public.events\n"
                              "    FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"));
  EXPECT_THAT(text, HasSubstr("ATTACH PARTITION public.events_2025"));
  EXPECT_THAT(text, HasSubstr("ATTACH PARTITION public.events_2026"));
  EXPECT_THAT(text, Not(HasSubstr("ATTACH PARTITION public.events_rest")));
}

TEST(WriteCreation, MakesIdentitiesThatNoCreateTableMakes) {
  const auto creation = written_and_made_again(R"(
      CREATE TYPE r AS (x integer, y text);
      CREATE TABLE typed OF r (x WITH OPTIONS NOT NULL);
      ALTER TABLE typed ALTER x ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 2);
      CREATE TABLE wide (x integer GENERATED ALWAYS AS IDENTITY);
      ALTER SEQUENCE wide_x_seq AS bigint MAXVALUE 3000000000;
      CREATE TABLE base (x integer NOT NULL);
      CREATE TABLE child () INHERITS (base);
      ALTER TABLE child ALTER x ADD GENERATED ALWAYS AS IDENTITY;)");
  EXPECT_THAT(creation.not_written, IsEmpty());
}

TEST(WriteCreation, MakesAKeyThatSaysTheSameAsAnother) {
  const auto creation = written_and_made_again(
      "CREATE TABLE t (id int PRIMARY KEY, x int);"
      "ALTER TABLE t ADD CONSTRAINT again UNIQUE (id) WITH (fillfactor = 60);"
      "ALTER TABLE t ADD CONSTRAINT later UNIQUE (x) WITH (fillfactor = 70) DEFERRABLE");
  EXPECT_THAT(text_of(creation),
              HasSubstr("CONSTRAINT later UNIQUE (x) WITH (fillfactor = 70) DEFERRABLE"));
}

TEST(WriteCreation, LeavesAConstraintOfParentAndChildNotValidated) {
  const auto creation = written_and_made_again(
      "CREATE TABLE a (x int DEFAULT 1); CREATE TABLE b (y int) INHERITS (a);"
      "ALTER TABLE b ALTER x DROP DEFAULT;"
      "ALTER TABLE a ADD CONSTRAINT k CHECK (x > 2) NOT VALID");
  EXPECT_THAT(creation.not_written, IsEmpty());
}

TEST(WriteCreation, LeavesExclusionConstraintsOfPartitionsToTheServer) {
  if (catalog::test_server_major() < 17) GTEST_SKIP() << "partitioned tables have none before 17";
  const auto creation = written_and_made_again(
      "CREATE TABLE p (x int, y int, EXCLUDE USING btree (x WITH =)) PARTITION BY LIST (x);"
      "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
      "CREATE TABLE p2 (y int, x int); ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (2)");
  EXPECT_THAT(creation.not_written, IsEmpty());
}

TEST(WriteCreation, PublishesNoChildrenThatAreNotPublished) {
  const auto creation = written_and_made_again(
      "CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a); CREATE TABLE c () INHERITS (b);"
      "CREATE PUBLICATION p FOR TABLE ONLY a, ONLY c");
  EXPECT_THAT(text_of(creation), HasSubstr("FOR TABLE ONLY public.a, public.c;"));
}

TEST(WriteCreation, AddsToTablesThatAreThere) {
  const auto creation = written_and_made_again(R"(
      ALTER TABLE users ADD email text NOT NULL DEFAULT '', ADD boss int;
      ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users;
      CREATE INDEX users_email ON users (email);
      CREATE VIEW emails AS SELECT email FROM users;
      COMMENT ON SCHEMA public IS 'ours';
      GRANT CREATE ON SCHEMA public TO alice;)",
                                               "CREATE TABLE users (id int PRIMARY KEY);");
  EXPECT_THAT(creation.not_written, IsEmpty());
}

TEST(WriteCreation, CountsWithDefaultPrivilegesThatAreThere) {
  const auto creation = written_and_made_again(
      "CREATE TABLE t (a int); CREATE TABLE u (a int); REVOKE ALL ON u FROM alice;"
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
      "REVOKE ALL ON FUNCTION f() FROM PUBLIC, bob;"
      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO carol",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO alice;"
      "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO bob;");
  const std::string text = text_of(creation);
  EXPECT_THAT(text, HasSubstr("REVOKE SELECT ON TABLE public.u FROM alice;"));
  EXPECT_THAT(text, HasSubstr("REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC;"));
  EXPECT_THAT(text, HasSubstr("REVOKE EXECUTE ON FUNCTION public.f() FROM bob;"));
  EXPECT_THAT(text, Not(HasSubstr("GRANT SELECT ON TABLE public.t")));
}

TEST(WriteCreation, SaysWhatChangedAndWasDropped) {
  catalog::TestDatabase database("CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT 1 AS x");
  const auto before = catalog::snapshot(database.session);
  database.session.execute(
      "ALTER TABLE t ALTER a TYPE bigint; DROP VIEW v; ALTER TABLE t ADD c int");
  const auto creation =
      write_creation(before, catalog::snapshot(database.session), database.session);
  EXPECT_THAT(creation.not_written,
              ElementsAre("column public.t.a: type: integer → bigint", "view public.v: dropped"));
  EXPECT_THAT(statements_of(creation), ElementsAre("ALTER TABLE public.t ADD COLUMN c integer;"));
}

TEST(WriteCreation, LeavesTheSearchPathOfTheSession) {
  catalog::TestDatabase database("CREATE SCHEMA s; SET search_path = s, public");
  write_creation({}, catalog::snapshot(database.session), database.session);
  EXPECT_EQ(database.session.execute("SHOW search_path").text(0, 0), "s, public");
}

}  // namespace

}  // namespace pgstair::author

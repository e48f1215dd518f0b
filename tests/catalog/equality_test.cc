// SPDX-License-Identifier: MIT
// The same schema, reached on different ways: no difference may be seen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/describe.h"
#include "catalog/test_server.h"

namespace pgstair::catalog {

namespace {

/// What differs between databases made by the two scripts, as a person would read it.
std::string difference(const std::string& one, const std::string& other) {
  TestDatabase first(one);
  TestDatabase second(other);
  std::string text;
  for (const auto& change : diff(snapshot(first.session), snapshot(second.session))) {
    text += to_string(change) + "\n";
  }
  return text;
}

TEST(Equality, IgnoresTheOrderOfCreation) {
  EXPECT_EQ(difference("CREATE TABLE a (i int); CREATE TABLE b (i int); CREATE INDEX x ON a (i); "
                       "CREATE INDEX y ON a (i)",
                       "CREATE TABLE b (i int); CREATE TABLE a (i int); CREATE INDEX y ON a (i); "
                       "CREATE INDEX x ON a (i)"),
            "");
}

TEST(Equality, IgnoresARenameThereAndBack) {
  EXPECT_EQ(difference(
                "CREATE TABLE a (i int PRIMARY KEY); CREATE VIEW v AS SELECT i FROM a",
                "CREATE TABLE a (i int PRIMARY KEY); CREATE VIEW v AS SELECT i FROM a;"
                "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME i TO j; ALTER VIEW v RENAME TO w;"
                "ALTER TABLE b RENAME j TO i; ALTER TABLE b RENAME TO a; ALTER VIEW w RENAME TO v"),
            "");
}

TEST(Equality, IgnoresAColumnDroppedAndAddedAgain) {
  EXPECT_EQ(difference("CREATE TABLE a (i int, j int DEFAULT 5)",
                       "CREATE TABLE a (i int, j int DEFAULT 5); ALTER TABLE a DROP j; ALTER TABLE "
                       "a ADD j int DEFAULT 5"),
            "");
}

TEST(Equality, IgnoresWhetherThingsWereCreatedOrAltered) {
  EXPECT_EQ(
      difference(
          "CREATE TABLE p (i int PRIMARY KEY);"
          "CREATE TABLE a (i int NOT NULL DEFAULT 3 CHECK (i > 0), p int REFERENCES p,"
          "  t text COLLATE \"C\", PRIMARY KEY (i)) WITH (fillfactor = 70)",
          "CREATE TABLE p (i int PRIMARY KEY); CREATE TABLE a (i bigint, p int, t varchar(3));"
          "ALTER TABLE a ALTER i TYPE int, ALTER i SET DEFAULT 3, ALTER t TYPE text COLLATE \"C\";"
          "ALTER TABLE a ADD PRIMARY KEY (i); ALTER TABLE a ADD CHECK (i > 0);"
          "ALTER TABLE a ADD FOREIGN KEY (p) REFERENCES p; ALTER TABLE a SET (fillfactor = 70)"),
      "");
}

TEST(Equality, IgnoresSpellingsOfTypesAndExpressions) {
  EXPECT_EQ(
      difference(
          "CREATE TABLE a (i int, v varchar(3), t timestamptz, s serial, CHECK (i IN (1, 2)));"
          "CREATE INDEX x ON a (lower(v)) WHERE i <> 3",
          "CREATE SEQUENCE a_s_seq AS integer; CREATE TABLE a (i integer, v character varying(3),"
          "  t timestamp with time zone, s int4 NOT NULL DEFAULT nextval('a_s_seq'),"
          "  CONSTRAINT a_i_check CHECK ( (i = ANY (ARRAY[1,2])) )); ALTER SEQUENCE a_s_seq OWNED "
          "BY a.s;"
          "CREATE INDEX x ON public.a USING btree (LOWER((v)::text)) WHERE (i != 3)"),
      "");
}

TEST(Equality, IgnoresAPrivilegeOfTheServersOwnThatWentAndCameBack) {
  EXPECT_EQ(
      difference("",
                 "REVOKE EXECUTE ON FUNCTION lower(text) FROM PUBLIC;"
                 "GRANT EXECUTE ON FUNCTION lower(text) TO PUBLIC;"
                 "REVOKE ALL ON pg_roles FROM PUBLIC; GRANT SELECT ON pg_roles TO PUBLIC;"
                 "REVOKE SELECT (subname) ON pg_subscription FROM PUBLIC;"
                 "GRANT SELECT (subname) ON pg_subscription TO PUBLIC;"
                 "GRANT SELECT ON information_schema.tables TO alice;"  // pg_dump says no word
                 "GRANT ALL ON TYPE int4 TO alice; REVOKE ALL ON TYPE int4 FROM alice"),
      "");
}

// So that what the versions of the server grant from the start makes no difference between them.
TEST(Equality, SeesNothingOfTheServersOwnInAnEmptyDatabase) {
  TestDatabase database;
  for (const auto& object : snapshot(database.session).objects()) {
    EXPECT_THAT(object.identity.kind, testing::AnyOf("schema", "extension", "database"))
        << to_string(object.identity);
    EXPECT_NE(object.identity.name, "pg_catalog");
  }
}

TEST(Equality, IgnoresTheFormattingOfAView) {
  EXPECT_EQ(
      difference("CREATE TABLE a (i int, j int); CREATE VIEW v AS SELECT i, j FROM a WHERE i > 1",
                 "CREATE TABLE a (i int, j int); CREATE VIEW v AS select A.i,\n\n public.a.j from "
                 "public.a where (i>1)"),
      "");
}

TEST(Equality, IgnoresTheSearchPathAndTheSettingsOfTheSession) {
  TestDatabase database(
      "CREATE SCHEMA s; CREATE TABLE s.a (i interval DEFAULT '1 day 2 hours', d date DEFAULT "
      "'2020-02-01',"
      "  f float8 DEFAULT 0.1); CREATE VIEW s.v AS SELECT i FROM s.a");
  const Snapshot before = snapshot(database.session);
  database.session.execute(
      "SET search_path = s; SET intervalstyle = iso_8601; SET datestyle = 'SQL, DMY';"
      "SET quote_all_identifiers = on; SET extra_float_digits = -5; SET timezone = 'Asia/Tokyo'");
  EXPECT_EQ(outline(diff(before, snapshot(database.session))), "");
}

TEST(Equality, LeavesTheSettingsOfTheSessionAsTheyWere) {
  TestDatabase database("SET search_path = pg_temp; SET ROLE alice");
  snapshot(database.session);
  const auto rows = database.session.execute(
      "SELECT current_setting('search_path'), current_user, current_setting('jit')");
  EXPECT_EQ(rows.text(0, 0), "pg_temp");
  EXPECT_EQ(rows.text(0, 1), "alice");
}

TEST(Equality, IgnoresPrivilegesThatOnlySpellOutTheDefault) {
  EXPECT_EQ(
      difference(
          "CREATE TABLE a (i int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; "
          "CREATE SCHEMA s;"
          "CREATE TYPE e AS ENUM ('x')",
          "CREATE TABLE a (i int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; "
          "CREATE SCHEMA s;"
          "CREATE TYPE e AS ENUM ('x'); GRANT ALL ON a TO CURRENT_USER; GRANT EXECUTE ON FUNCTION "
          "f TO PUBLIC;"
          "GRANT SELECT ON a TO alice; REVOKE ALL ON a FROM alice; GRANT USAGE ON TYPE e TO PUBLIC;"
          "GRANT ALL ON SCHEMA s TO CURRENT_USER; GRANT SELECT (i) ON a TO bob; REVOKE SELECT (i) "
          "ON a FROM bob"),
      "");
}

TEST(Equality, IgnoresTheOrderOfGrantsRolesAndOptions) {
  EXPECT_EQ(
      difference("CREATE TABLE a (i int) WITH (fillfactor = 70, autovacuum_enabled = off);"
                 "CREATE INDEX x ON a USING gist ((box(point(i, i), point(i, i)))) WITH "
                 "(fillfactor = 60, buffering = on);"
                 "GRANT SELECT ON a TO alice; GRANT INSERT ON a TO bob; GRANT UPDATE ON a TO alice;"
                 "CREATE POLICY p ON a TO alice, bob USING (true)",
                 "CREATE TABLE a (i int) WITH (autovacuum_enabled = off, fillfactor = 70);"
                 "CREATE INDEX x ON a USING gist ((box(point(i, i), point(i, i)))) WITH (buffering "
                 "= on, fillfactor = 60);"
                 "GRANT INSERT ON a TO bob; GRANT UPDATE, SELECT ON a TO alice;"
                 "CREATE POLICY p ON a TO bob, alice USING (true)"),
      "");
}

TEST(Equality, IgnoresTheNamesThatTheServerGaveOnDifferentWays) {
  EXPECT_EQ(
      difference(
          "CREATE TABLE a (i serial PRIMARY KEY, u int UNIQUE, CHECK (u > 0)); CREATE INDEX ON a "
          "(u)",
          "CREATE TABLE a (i int); ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY (i), ADD u int;"
          "CREATE SEQUENCE a_i_seq AS int OWNED BY a.i; ALTER TABLE a ALTER i SET DEFAULT "
          "nextval('a_i_seq');"
          "ALTER TABLE a ADD CONSTRAINT a_u_key UNIQUE (u), ADD CONSTRAINT a_u_check CHECK (u > 0);"
          "CREATE INDEX a_u_idx ON a (u)"),
      "");
}

TEST(Equality, IgnoresWhatIsTemporary) {
  TestDatabase database("CREATE TABLE a (i int)");
  const Snapshot before = snapshot(database.session);
  database.session.execute(
      "CREATE TEMP TABLE a (i int PRIMARY KEY, s serial); CREATE TEMP VIEW w AS SELECT i FROM "
      "pg_temp.a;"
      "CREATE TYPE pg_temp.e AS ENUM ('x')");
  EXPECT_EQ(outline(diff(before, snapshot(database.session))), "");
}

TEST(Equality, IgnoresWhatAnExtensionBrings) {
  TestDatabase database;
  const Snapshot before = snapshot(database.session);
  database.session.execute(
      "CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION citext");
  EXPECT_EQ(outline(diff(before, snapshot(database.session))),
            "added extension citext\nadded extension hstore\nadded extension pg_trgm\n");
}

TEST(Equality, SeesNothingInADumpThatIsRestored) {
  if (!have_pg_dump()) GTEST_SKIP() << "there is no pg_dump for this server";
  TestDatabase original(
      "CREATE EXTENSION pg_trgm; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN pos AS int "
      "CHECK (VALUE > 0);"
      "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text UNIQUE, "
      "m mood DEFAULT 'ok', n pos,"
      "  g int GENERATED ALWAYS AS (1 + 1) STORED); CREATE TABLE o (id serial PRIMARY KEY, u "
      "bigint REFERENCES users,"
      "  r tstzrange, EXCLUDE USING gist (r WITH &&)); CREATE INDEX ON users USING gin (email "
      "gin_trgm_ops);"
      "CREATE VIEW v AS SELECT id, email FROM users; CREATE MATERIALIZED VIEW mv AS SELECT id FROM "
      "v; CREATE INDEX ON mv (id);"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';"
      "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f(); GRANT SELECT ON "
      "users TO alice;"
      "CREATE POLICY p ON users USING (id > 1); ALTER TABLE users ENABLE ROW LEVEL SECURITY; "
      "COMMENT ON COLUMN v.id IS 'x';"
      "CREATE TABLE part (id int, at date) PARTITION BY RANGE (at); CREATE INDEX ON part (at);"
      "CREATE TABLE part1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');"
      "CREATE STATISTICS s ON id, u FROM o; ALTER TABLE o OWNER TO bob; REVOKE EXECUTE ON FUNCTION "
      "f FROM PUBLIC");
  TestDatabase restored;
  restore(pg_dump_script(*original.database), *restored.database);
  // A dump of the schema alone leaves materialized views unpopulated, which we rightly see.
  restored.session.execute("REFRESH MATERIALIZED VIEW mv");
  EXPECT_EQ(outline(diff(snapshot(original.session), snapshot(restored.session))), "");
}

}  // namespace

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
//
// What rows depend on, and what is said of tables without any.

#include <gmock/gmock.h>

#include "seed/schema/whole_schema_source.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

using testing::HasSubstr;

constexpr const char* small_shop = R"sql(
  CREATE TABLE users (
    id serial PRIMARY KEY, email text UNIQUE NOT NULL, born date,
    key uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE orders (
    id serial PRIMARY KEY, buyer int NOT NULL REFERENCES users,
    total numeric(10,2) NOT NULL CHECK (total > 5), note text
  );
)sql";

TEST(Seed, GivesTheSameRowsForTheSameSeed) {
  SeedDatabase first(small_shop);
  SeedDatabase second(small_shop);
  first.fill({7, 50, Style::edge_cases});
  second.fill({7, 50, Style::edge_cases});
  EXPECT_EQ(first.content("users"), second.content("users"));
  EXPECT_EQ(first.content("orders"), second.content("orders"));
}

TEST(Seed, GivesOtherRowsForAnotherSeed) {
  SeedDatabase first(small_shop);
  SeedDatabase second(small_shop);
  first.fill({7, 50, Style::plain});
  second.fill({8, 50, Style::plain});
  EXPECT_NE(first.content("orders"), second.content("orders"));
}

TEST(Seed, ReshufflesNothingWhenATableOrColumnIsAdded) {
  SeedDatabase before(small_shop);
  SeedDatabase after(std::string("CREATE TABLE a_first (id int PRIMARY KEY, x text); ") +
                     small_shop +
                     "ALTER TABLE users ADD COLUMN added int; "
                     "CREATE TABLE more (id int REFERENCES orders)");
  before.fill({7, 50, Style::plain});
  after.fill({7, 50, Style::plain});
  EXPECT_EQ(before.content("orders"), after.content("orders"));
  EXPECT_EQ(before.content("users"),
            after.value("SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM "
                        "(SELECT id, email, born, key, created_at FROM users) t"));
}

TEST(Seed, AddsToTheRowsThatAreThereAndLeavesThemAlone) {
  SeedDatabase database(std::string(small_shop) +
                        "INSERT INTO users (email) VALUES ('mine@example.org'); CREATE TABLE node "
                        "(id serial PRIMARY KEY, up int REFERENCES node); INSERT INTO node DEFAULT "
                        "VALUES; INSERT INTO node DEFAULT VALUES");
  const std::string mine = database.content("users");
  const Report report = database.fill({1, 40, Style::plain});
  EXPECT_EQ(result_of(report, "public.users").before, 1U);
  EXPECT_EQ(result_of(report, "public.users").rows, 41U);
  EXPECT_THAT(database.content("users"), HasSubstr(mine));
  EXPECT_EQ(database.value("SELECT count(up) FROM node WHERE id < 3"), "0");
  database.fill({1, 40, Style::plain});
  EXPECT_EQ(database.value("SELECT count(*) FROM users"), "81");
}

TEST(Seed, NamesEveryTableThatItCannotFillAndWhy) {
  SeedDatabase database(R"sql(
    CREATE TABLE impossible (a int NOT NULL CHECK (a > 5 AND a < 3));
    CREATE TABLE child (id int PRIMARY KEY);
    ALTER TABLE impossible ADD UNIQUE (a);
    ALTER TABLE child ADD FOREIGN KEY (id) REFERENCES impossible (a);
    CREATE TABLE unpartitioned (a int) PARTITION BY LIST (a);
    CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'never mind'; END $$;
    CREATE TABLE guarded (a int);
    CREATE TRIGGER g BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION no();
    CREATE TYPE nothing AS ENUM ();
    CREATE TABLE unlabelled (a nothing NOT NULL);
  )sql");
  EXPECT_EQ(shortfalls(database.fill({1, 20, Style::plain})),
            "public.child 0: child_id_fkey refers to public.impossible, which has no rows\n"
            "public.guarded 0: P0001: never mind\n"
            "public.impossible 0: no row that satisfies impossible_a_check was found\n"
            "public.unlabelled 0: column a: the enum public.nothing has no labels\n"
            "public.unpartitioned 0: it has no partition\n");
}

TEST(Seed, LeavesNothingOfItsOwnBehind) {
  SeedDatabase database(std::string(small_shop) +
                        "CREATE TABLE g (a int UNIQUE CHECK (a % 7 <> 3)); "
                        "CREATE TABLE tree (id serial PRIMARY KEY, up int REFERENCES tree)");
  database.fill({1, 20, Style::edge_cases});
  EXPECT_EQ(database.value("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = "
                           "relnamespace WHERE nspname LIKE 'pg_temp%'"),
            "0");
  EXPECT_EQ(database.value("SELECT count(*) FROM pg_proc WHERE proname LIKE 'pgstair%'"), "0");
}

TEST(Seed, NastyRowsHoldWhatApplicationsForget) {
  SeedDatabase database(R"sql(
    CREATE TABLE t (
      id serial, a text NOT NULL, b int, c timestamptz NOT NULL, d float8 NOT NULL,
      customer_id bigint NOT NULL
    );
  )sql");
  database.fill({1, 400, Style::edge_cases});
  EXPECT_EQ(
      database.value("SELECT bool_or(a = '') AND bool_or(a ~ '^ ') AND bool_or(a LIKE '%''%') "
                     "AND bool_or(octet_length(a) > length(a)) AND bool_or(b IS NULL) AND "
                     "bool_or(b = 2147483647) AND bool_or(b < 0) AND bool_or(c = 'infinity') AND "
                     "bool_or(d = 'NaN') FROM t"),
      "t");
}

TEST(Seed, KeepsTheTimesOfARowInOrder) {
  SeedDatabase database("CREATE TABLE t (created_at timestamptz, updated_at timestamptz)");
  database.fill({1, 100, Style::plain});
  EXPECT_EQ(database.value("SELECT bool_and(created_at <= updated_at) FROM t"), "t");
}

TEST(Seed, GivesTheSameRowsWithTheMemoryOfAnEarlierFill) {
  constexpr const char* guarded = R"sql(
    CREATE TABLE release (
      id serial PRIMARY KEY, num text NOT NULL, note text, sum bytea CHECK (octet_length(sum) = 8)
    );
    CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF new.num !~ '^[0-9]+[.][0-9]+[.][0-9]+$' THEN RAISE 'no version: %', new.num; END IF;
      RETURN new;
    END $$;
    CREATE TRIGGER guard BEFORE INSERT ON release FOR EACH ROW EXECUTE FUNCTION guard();
  )sql";
  SeedDatabase database(guarded);
  Options options{{1, 20, Style::edge_cases}, {}};
  std::vector<std::string> contents;
  for (int round = 0; round < 2; ++round) {
    database.session.execute("BEGIN");
    fill(database.session, options);
    // Without the ids: a sequence goes on for rows that are refused.
    contents.push_back(database.value(
        "SELECT string_agg((num, note, sum)::text, E'\\n' ORDER BY num) FROM release"));
    database.session.execute("ROLLBACK; ALTER SEQUENCE release_id_seq RESTART");
  }
  EXPECT_THAT(contents[0], HasSubstr("."));
  EXPECT_EQ(contents[0], contents[1]);
}

TEST(Seed, LeavesTheBaseOfARowToTheTriggerThatMakesIt) {
  SeedDatabase database(R"(
CREATE TABLE "Base" (id int PRIMARY KEY, kind text NOT NULL);
CREATE TABLE car (id int PRIMARY KEY REFERENCES "Base");
CREATE FUNCTION make_base() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT /* one a row */ INTO "Base" VALUES (NEW.id, 'car');
  RETURN NEW;
END $$;
CREATE TRIGGER make_base BEFORE INSERT ON car FOR EACH ROW EXECUTE FUNCTION make_base())");
  database.fill({1, 20, Style::plain});
  EXPECT_EQ(database.value("SELECT count(*) FROM car"), "20");
}

TEST(Seed, KeepsNoRowWhoseParentWasRefused) {
  SeedDatabase database(R"sql(
    CREATE TABLE lock (name text, token text, PRIMARY KEY (name, token));
    CREATE TABLE mode (name text PRIMARY KEY, token text NOT NULL);
    ALTER TABLE lock ADD FOREIGN KEY (name) REFERENCES mode;
    ALTER TABLE mode ADD CONSTRAINT mode_lock FOREIGN KEY (name, token) REFERENCES lock
      DEFERRABLE INITIALLY DEFERRED;
    CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF md5(NEW.name) < '8' THEN RAISE 'no'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER odd BEFORE INSERT ON lock FOR EACH ROW EXECUTE FUNCTION odd();
  )sql");
  database.fill({1, 40, Style::plain});
  EXPECT_EQ(database.value("SELECT count(*) FROM mode NATURAL JOIN lock"),
            database.value("SELECT count(*) FROM mode"));
}

}  // namespace
}  // namespace pgstair::seed

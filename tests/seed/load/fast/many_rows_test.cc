// SPDX-License-Identifier: MIT
//
// From some 20,000 rows on, foreign keys are checked and indexes are built when the rows are there.

#include "seed/keys/integer_run.h"
#include "seed/load/fast/keys_at_once.h"
#include "seed/schema/whole_schema_source.h"
#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

constexpr std::uint64_t many = 20'000;

/// All that the catalog says of a table's indexes, but for where their pages are and how many.
std::string indexes_of(SeedDatabase& database, const std::string& table) {
  return database.value(
      "SELECT string_agg(to_jsonb(i)::text || (to_jsonb(c) - '{relfilenode,relpages,reltuples}'"
      "::text[])::text || coalesce(obj_description(c.oid, 'pg_class'), ''), E'\\n' ORDER BY "
      "c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = '" +
      table + "'::regclass");
}

/// How many rows a condition finds by the table's indexes, and without any.
void expect_found_by_index(SeedDatabase& database, const std::string& table,
                           const std::string& condition) {
  const std::string question = "SELECT count(*) FROM " + table + " WHERE " + condition;
  const auto count = [&](bool by_index) {
    database.session.execute(by_index ? "SET enable_seqscan = off; SET enable_indexscan = on"
                                      : "SET enable_seqscan = on; SET enable_indexscan = off; "
                                        "SET enable_bitmapscan = off");
    const std::string found = database.value(question);
    database.session.execute("RESET ALL");
    return found;
  };
  EXPECT_EQ(count(true), count(false)) << condition;
}

constexpr const char* indexed = R"sql(
  CREATE TABLE parent (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE child (
    id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES parent, up int REFERENCES child,
    code int NOT NULL UNIQUE, name text, CHECK (code > 0)
  );
  CREATE INDEX by_parent ON child (parent_id) WHERE code > 10;
  CREATE UNIQUE INDEX "by Name" ON child (lower(name), code) INCLUDE (parent_id);
  COMMENT ON INDEX by_parent IS 'mine';
  ALTER TABLE child CLUSTER ON child_code_key;
  ALTER INDEX "by Name" ALTER COLUMN 1 SET STATISTICS 500;
  CREATE INDEX broken ON child (name);
  UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
)sql";

TEST(Seed, BuildsTheIndexesOfManyRowsAsTheyWere) {
  SeedDatabase database(indexed);
  const std::string before = indexes_of(database, "child");
  const std::string file = "SELECT pg_relation_filepath('by_parent')";
  const std::string empty_file = database.value(file);
  EXPECT_EQ(shortfalls(database.fill({1, many, Style::plain})), "");
  EXPECT_NE(database.value(file), empty_file) << "not built at once";
  EXPECT_EQ(indexes_of(database, "child"), before);
  expect_found_by_index(database, "child", "id BETWEEN 100 AND 9000");
  expect_found_by_index(database, "child", "parent_id < 5000 AND code > 10");
  expect_found_by_index(database, "child", "code < 77");
  const auto twice = database.session.try_execute(
      "INSERT INTO child (parent_id, code) SELECT parent_id, code FROM child LIMIT 1");
  ASSERT_NE(postgres::failure(twice), nullptr);
  EXPECT_EQ(postgres::failure(twice)->constraint, "child_code_key");
}

TEST(Seed, LeavesTheIndexesAsTheyWereIfManyRowsAreTakenBack) {
  SeedDatabase database(indexed);
  const std::string before = indexes_of(database, "child");
  database.session.execute("BEGIN");
  fill(database.session, {{1, many, Style::plain}, {}});
  database.session.execute("ROLLBACK");
  EXPECT_EQ(indexes_of(database, "child"), before);
  database.session.execute(
      "INSERT INTO parent (id, name) VALUES (1, ''); INSERT INTO child (id, parent_id, code) "
      "SELECT n, 1, n FROM generate_series(1, 100) n");
  expect_found_by_index(database, "child", "code < 77");
}

TEST(Seed, WaitsForNobodyWhoReadsATableThatGetsManyRows) {
  SeedDatabase database("CREATE TABLE t (id int PRIMARY KEY, name text)");
  postgres::Session reader(database.database->conninfo());
  reader.execute("BEGIN; SELECT count(*) FROM t");
  EXPECT_EQ(shortfalls(database.fill({1, many, Style::plain})), "");
  expect_found_by_index(database, "t", "id < 1000");
}

TEST(Seed, AddsManyRowsOneByOneToAnIndexThatCannotBeBuiltAfterwards) {
  SeedDatabase database(R"sql(
    CREATE FUNCTION half(n int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$
    BEGIN
      IF current_query() LIKE 'REINDEX%' THEN RAISE 'not now'; END IF;
      RETURN n / 2;
    END $$;
    CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL);
    CREATE INDEX ON t (half(n));
  )sql");
  const std::string before = indexes_of(database, "t");
  EXPECT_EQ(shortfalls(database.fill({1, many, Style::plain})), "");
  EXPECT_EQ(indexes_of(database, "t"), before);
  expect_found_by_index(database, "t", "half(n) < 100");
}

TEST(Seed, FillsManyRowsWithKeysThatHoldAndGoOnHolding) {
  constexpr std::uint64_t many = 25'000;  // as many as have their keys checked at once
  SeedDatabase database(R"sql(
    CREATE TABLE parent (id serial PRIMARY KEY, name text NOT NULL);
    CREATE TABLE child (id serial PRIMARY KEY, parent_id int REFERENCES parent, amount int);
    CREATE INDEX ON child (parent_id);
  )sql");
  const Report report = database.fill({1, many, Style::plain});
  EXPECT_EQ(shortfalls(report), "");
  EXPECT_EQ(database.value("SELECT count(*) FROM child"), "25000");
  EXPECT_EQ(
      database.value("SELECT count(*) FROM child c WHERE parent_id IS NOT NULL AND NOT EXISTS "
                     "(SELECT FROM parent p WHERE p.id = c.parent_id)"),
      "0");
  EXPECT_EQ(database.value("SHOW session_replication_role"), "origin");
  const auto outcome = database.session.try_execute("INSERT INTO child (parent_id) VALUES (-7)");
  ASSERT_NE(postgres::failure(outcome), nullptr);
  EXPECT_EQ(postgres::failure(outcome)->sqlstate, "23503");
}

TEST(Seed, FillsManyRowsOfATableThatOthersInheritWithKeysOfItsOwn) {
  SeedDatabase database(R"sql(
    CREATE TABLE parent (id serial PRIMARY KEY, name text NOT NULL);
    CREATE TABLE heir () INHERITS (parent);
    INSERT INTO heir SELECT n, '' FROM generate_series(20001, 20100) n;
    CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent);
  )sql");
  EXPECT_EQ(shortfalls(database.fill({1, many, Style::plain})), "");
  EXPECT_EQ(database.value("SELECT count(*) FROM child c WHERE NOT EXISTS (SELECT FROM ONLY parent "
                           "p WHERE p.id = c.parent_id)"),
            "0");
}

TEST(Seed, NoticesManyRowsThatReferToNothing) {
  SeedDatabase database(R"sql(
    CREATE TABLE parent (id int PRIMARY KEY);
    INSERT INTO parent VALUES (1), (3);
    CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent);
  )sql");
  database.session.execute("BEGIN");
  const Schema schema = read_schema(database.session);
  database.session.execute("COMMIT");
  const Table& child = schema.tables.at(0);
  const auto holds = [&](const std::string& rows) {
    database.session.execute("BEGIN");
    postpone_keys(database.session, schema, child);
    database.session.execute("INSERT INTO child VALUES " + rows);
    const bool result = check_keys(database.session, schema, child);
    database.session.execute("ROLLBACK");
    return result;
  };
  EXPECT_TRUE(holds("(1, 1), (2, 3)"));
  EXPECT_FALSE(holds("(1, 1), (2, 2)"));
  database.session.execute("INSERT INTO parent VALUES (2)");  // now without a gap
  EXPECT_TRUE(holds("(1, 1), (2, 2), (3, 3)"));
  EXPECT_FALSE(holds("(1, 1), (2, 4)"));
  EXPECT_FALSE(holds("(1, 0), (2, 3)"));
}

TEST(IntegerRun, IsOneOnlyIfNoNumberIsMissing) {
  SeedDatabase database(
      "CREATE TABLE t (id bigint UNIQUE, n numeric UNIQUE); CREATE TABLE heir () INHERITS (t)");
  const auto run = [&](const std::string& values) {
    database.session.execute("BEGIN; INSERT INTO t (id) VALUES " + values);
    const Schema schema = read_schema(database.session);
    const Table& table = schema.tables.at(1);
    const auto found = integer_run(database.session, schema, table, *table.column(1));
    database.session.execute("ROLLBACK");
    return found ? std::to_string(found->first) + " x " + std::to_string(found->size) : "none";
  };
  EXPECT_EQ(run("(3), (1), (2)"), "1 x 3");
  EXPECT_EQ(run("(-1), (0), (1), (NULL)"), "-1 x 3");
  EXPECT_EQ(run("(1), (3)"), "none");
  EXPECT_EQ(run("(NULL)"), "none");
  EXPECT_EQ(run("(-9223372036854775808), (9223372036854775807)"), "none");
  EXPECT_EQ(run("(9223372036854775807)"), "9223372036854775807 x 1");
  database.session.execute("INSERT INTO heir (id) VALUES (2)");
  EXPECT_EQ(run("(1), (3)"), "none");
}

/// Sequences that stand where as many calls of nextval() would leave them.
TEST(Seed, NumbersManyRowsAsTheirSequencesWould) {
  SeedDatabase database(R"sql(
    CREATE SEQUENCE of_nobody START 7;
    CREATE SEQUENCE shared;
    CREATE TABLE t (
      id serial PRIMARY KEY, always bigint GENERATED ALWAYS AS IDENTITY,
      late int GENERATED BY DEFAULT AS IDENTITY (START 1000),
      by_five int GENERATED ALWAYS AS IDENTITY (INCREMENT 5),
      round smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 30000 CYCLE),
      common int DEFAULT nextval('of_nobody'), name text NOT NULL
    );
  )sql");
  EXPECT_EQ(shortfalls(database.fill({1, many, Style::plain})), "");
  EXPECT_EQ(
      database.value("SELECT concat_ws(' ', min(id), max(id), count(DISTINCT id), "
                     "min(always), max(always), min(late), max(late), min(by_five), "
                     "max(by_five), min(round), max(round), min(common), max(common)) FROM t"),
      "1 20000 20000 1 20000 1000 20999 1 99996 1 20000 7 20006");
  EXPECT_EQ(database.value("INSERT INTO t (name) VALUES ('') RETURNING concat_ws(' ', id, always, "
                           "late, by_five, round, common)"),
            "20001 20001 21000 100001 20001 20007");
}

TEST(Seed, LeavesASequenceThatEndsTooSoonToItself) {
  SeedDatabase database(R"sql(
    CREATE TABLE t (
      id int GENERATED ALWAYS AS IDENTITY (MAXVALUE 20000) PRIMARY KEY, name text NOT NULL
    );
  )sql");
  const Report report = database.fill({1, many, Style::plain});
  EXPECT_EQ(shortfalls(report), "");
  EXPECT_EQ(database.value("SELECT max(id) FROM t"), "20000");
}

TEST(Seed, FiresEveryTriggerForEachOfManyRows) {
  SeedDatabase database(R"sql(
    CREATE TABLE parent (id serial PRIMARY KEY);
    CREATE TABLE seen (id int);
    CREATE TABLE child (id serial PRIMARY KEY, parent_id int REFERENCES parent);
    CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO seen VALUES (new.id);
      RETURN new;
    END $$;
    CREATE TRIGGER t AFTER INSERT ON child FOR EACH ROW EXECUTE FUNCTION see();
  )sql");
  database.fill({1, 21'000, Style::plain});
  EXPECT_EQ(database.value("SELECT count(*) FROM child WHERE id IN (SELECT id FROM seen)"),
            "21000");
}

TEST(Seed, ChecksADeferrableKeyOfManyRows) {
  SeedDatabase database(R"sql(
    CREATE TABLE parent (id serial PRIMARY KEY);
    CREATE TABLE child (
      parent_id int REFERENCES parent, place smallint UNIQUE DEFERRABLE INITIALLY DEFERRED
    );
  )sql");
  database.fill({1, 20'000, Style::plain});
  EXPECT_EQ(database.value("SELECT count(*) - count(DISTINCT place) FROM child WHERE place IS NOT "
                           "NULL"),
            "0");
}

}  // namespace
}  // namespace pgstair::seed

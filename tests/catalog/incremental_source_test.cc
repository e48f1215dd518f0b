// SPDX-License-Identifier: MIT
// A read after the first takes only what was touched: it must see what a whole read sees, whatever
// was done in between, and whoever did it.
#include "catalog/track/incremental_source.h"
#include "catalog/read/whole_read.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "catalog/test_server.h"

namespace pgstair::catalog {

namespace {

/// A database whose catalog is read again and again by one reader.
class Watched {
 public:
  explicit Watched(const std::string& sql) : database_(sql) { expect_no_miss("the first read"); }

  /// Runs `sql` (in the session's transaction, if one is open) and compares the two ways to read.
  void after(const std::string& sql) {
    database_.session.execute(sql);
    expect_no_miss(sql);
  }

  void after_in_other_session(const std::string& sql) {
    postgres::Session other(database_.database->conninfo());
    other.execute(sql);
    expect_no_miss(sql);
  }

  void after_a_session_that_ended(const std::string& sql) {
    {
      postgres::Session other(database_.database->conninfo());
      other.execute(sql);
    }
    expect_no_miss(sql);
  }

  void begin() {
    database_.session.execute("BEGIN");
    in_transaction_ = InTransaction::yes;
  }
  void end(const std::string& sql) {
    database_.session.execute(sql);
    in_transaction_ = InTransaction::no;
    expect_no_miss(sql);
  }

 private:
  void expect_no_miss(const std::string& what) {
    const Snapshot by_parts = reader_.read(database_.session, in_transaction_);
    const Snapshot whole = read_whole(database_.session, in_transaction_);
    EXPECT_EQ(outline(diff(by_parts, whole)), "") << "after " << what;
  }

  TestDatabase database_;
  IncrementalSource reader_;
  InTransaction in_transaction_ = InTransaction::no;
};

constexpr const char* two_tables =
    "CREATE TABLE a (id int PRIMARY KEY, name text); COMMENT ON TABLE a IS 'a';"
    "CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); CREATE VIEW v AS SELECT name FROM a";

TEST(IncrementalSource, SeesWhatARollbackBringsBack) {
  Watched database(two_tables);
  database.begin();
  database.after("DROP VIEW v; ALTER TABLE a DROP name, ADD other int NOT NULL DEFAULT 0");
  database.after("DROP TABLE b; CREATE TABLE c (id int PRIMARY KEY, a int REFERENCES a)");
  database.end("ROLLBACK");
  database.after("ALTER TABLE a ALTER name SET NOT NULL");
}

TEST(IncrementalSource, SeesAnUpdateThatWasRolledBackAndDoneAnotherWay) {
  Watched database(two_tables);
  for (const char* change :
       {"ALTER TABLE a ALTER id SET STATISTICS 7", "ALTER TABLE a ALTER id SET STATISTICS 8"}) {
    database.begin();
    database.after(change);
    database.end("ROLLBACK");
    database.after(change);
  }
}

TEST(IncrementalSource, SeesWhatSubtransactionsDid) {
  Watched database(two_tables);
  database.begin();
  database.after(
      "SAVEPOINT s; ALTER TABLE a ADD lost int; ROLLBACK TO s; ALTER TABLE a ADD kept int");
  database.after("SAVEPOINT s; COMMENT ON COLUMN a.kept IS 'x'; RELEASE s");
  database.after(
      "DO $$ BEGIN ALTER TABLE b ADD n int; RAISE EXCEPTION 'no'; "
      "EXCEPTION WHEN OTHERS THEN ALTER TABLE b ADD m int; END $$");
  database.end("COMMIT");
}

TEST(IncrementalSource, SeesWhatAnotherSessionDid) {
  Watched database(two_tables);
  database.after_in_other_session("ALTER TABLE a RENAME name TO label; DROP TABLE b");
  database.after_in_other_session("CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a)");
}

TEST(IncrementalSource, SeesWhatASessionDidThatHasEnded) {
  Watched database(two_tables);
  database.after_a_session_that_ended("ALTER TABLE a RENAME name TO label; DROP TABLE b");
  database.after_a_session_that_ended("CREATE TABLE b (id serial PRIMARY KEY, a int REFERENCES a)");
  database.after_a_session_that_ended("SELECT nextval('b_id_seq')");
  database.after_a_session_that_ended("BEGIN; DROP TABLE b; ROLLBACK");
}

/// When it ended is not for us to say: the server counts what a session wrote when it takes leave.
TEST(IncrementalSource, SeesWhatASessionDidThatTakesLeaveMeanwhile) {
  Watched database("CREATE TABLE t (id int)");
  for (int i = 0; i < 30; ++i) {
    const std::string name = "c" + std::to_string(i);
    database.after_a_session_that_ended("ALTER TABLE t ADD " + name + " int");
  }
}

/// Few sequences are read each time; many, when the statistics tell that something happened.
void see_where_sequences_stand(int others) {
  Watched database(
      "CREATE TABLE t (id serial PRIMARY KEY); CREATE SEQUENCE s;"
      "DO $$ BEGIN FOR i IN 1 .. " +
      std::to_string(others) +
      " LOOP EXECUTE format('CREATE SEQUENCE other_%s', i); END LOOP; END $$");
  database.after("INSERT INTO t DEFAULT VALUES");
  database.after("SELECT setval('s', 7)");
  database.after("SELECT setval('s', 7, false)");
  database.begin();
  database.after("ALTER SEQUENCE s RESTART");
  database.end("ROLLBACK");
  database.begin();
  database.after("TRUNCATE t RESTART IDENTITY");
  database.after("SELECT nextval('s')");
  database.end("COMMIT");
  database.after("DROP SEQUENCE s; CREATE SEQUENCE s");
  database.after("CREATE SEQUENCE another START 3; SELECT nextval('another')");
  database.after("SELECT 1");
  database.after_a_session_that_ended("SELECT nextval('another'), nextval('s')");
  database.after_in_other_session("SELECT nextval('another')");
}

TEST(IncrementalSource, SeesWhereAFewSequencesStand) { see_where_sequences_stand(0); }

TEST(IncrementalSource, SeesWhereManySequencesStand) { see_where_sequences_stand(200); }

TEST(IncrementalSource, SeesWhatWentThatHadNotComeLast) {
  Watched database(two_tables);
  database.after("CREATE TABLE c (i int PRIMARY KEY)");
  database.after("CREATE TABLE d (i int); DROP TABLE b");
  database.after("DROP TABLE d");
  database.after("DROP VIEW v; ALTER TABLE a DROP name; DROP TABLE c; CREATE TABLE e (i int)");
}

TEST(IncrementalSource, SeesWhatChangesInALargeCatalog) {
  Watched database(
      "DO $$ BEGIN FOR i IN 1 .. 300 LOOP EXECUTE format('CREATE TABLE t%s (%s)', i, "
      "(SELECT string_agg('c' || n || ' int', ', ') FROM generate_series(1, 40) AS n)); END LOOP; "
      "END $$");
  database.after("ALTER TABLE t1 ADD a int");
  database.after("ALTER TABLE t1 DROP a");
  database.after("ALTER TABLE t2 ADD a int, ADD b int DEFAULT 7");
  database.after("ALTER TABLE t3 ALTER c1 SET NOT NULL");
  database.after("ALTER TABLE t3 ALTER c1 DROP NOT NULL; ALTER TABLE t4 ALTER c1 SET STATISTICS 9");
  database.after("GRANT SELECT (c1) ON t5 TO alice; GRANT SELECT (rolname) ON pg_authid TO alice");
  database.after("REVOKE SELECT (c1) ON t5 FROM alice; ALTER TABLE t6 RENAME c2 TO d2");
  database.after("REVOKE SELECT (rolname) ON pg_authid FROM alice; ALTER TABLE t6 RENAME d2 TO c2");
  database.after("CREATE INDEX i ON t7 ((c1 + c2)); ALTER INDEX i ALTER 1 SET STATISTICS 9");
  database.after("CREATE TABLE t301 (c1 int PRIMARY KEY)");
  database.begin();
  database.after("DROP TABLE t8; ALTER TABLE t9 DROP c3");
  database.after("ALTER TABLE t9 DROP c4; ALTER TABLE t10 ADD a int");
  database.end("ROLLBACK");
  database.after("DROP TABLE t301; ALTER TABLE t9 ADD a int");
}

/// Enough tables that what came last is looked for in the last pages.
constexpr const char* large_catalogs =
    "DO $$ BEGIN FOR i IN 1 .. 600 LOOP EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, "
    "a text CHECK (a <> %L), b int REFERENCES t%s)', i, i, greatest(i - 1, 1)); END LOOP; END $$";

TEST(IncrementalSource, SeesWhatComesAndGoesInLargeCatalogs) {
  Watched database(large_catalogs);
  const std::string table =
      "CREATE TABLE t (id serial PRIMARY KEY, a text DEFAULT 'x' CHECK (a <> ''), b int REFERENCES "
      "t1); CREATE INDEX ON t (a)";
  database.after(table);
  database.after("DROP TABLE t");
  database.after(table);
  database.begin();
  database.after("DROP TABLE t");
  database.after("ALTER TABLE t9 ADD c int DEFAULT 3");
  database.end("ROLLBACK");
  database.after("DROP TABLE t10 CASCADE");  // as many rows as came, or about
  database.begin();
  database.after("CREATE TABLE u (LIKE t INCLUDING ALL)");
  database.after("CREATE TABLE v (LIKE t INCLUDING ALL)");
  database.end("COMMIT");
  database.after("CREATE TABLE w (LIKE t INCLUDING ALL); DROP TABLE u");
  database.after("DROP TABLE v");
  database.after("COMMENT ON TABLE t20 IS 'x'; ALTER TABLE t30 DROP CONSTRAINT t30_a_check");
  database.after("ALTER TABLE t30 ADD CONSTRAINT t30_a_check CHECK (a <> 'y')");
  database.after("DROP TABLE w; CREATE TABLE w (i int)");
}

TEST(IncrementalSource, SeesWhatGoesThatIsAsManyRowsAsCame) {
  Watched database(large_catalogs);
  database.after(
      "CREATE TABLE u (i int); CREATE TEMP TABLE passing (i int); CREATE TABLE v (i int)");
  database.after("CREATE TABLE w (i int)");
  database.after("DROP TABLE u");
  database.after("CREATE TEMP TABLE another (i int); CREATE TABLE x (i int)");
  database.after("DROP TABLE passing, v");
}

TEST(IncrementalSource, SeesWhatGoesAfterARewriteOfLargeCatalogs) {
  Watched database(large_catalogs);
  database.after("CREATE TABLE u (i int)");
  database.after("DROP TABLE t1, t2, t3, t4, t5, t6, t7, t8, t9 CASCADE");
  database.after("CREATE TABLE w (i int)");
  for (const char* catalog : {"pg_attribute", "pg_class", "pg_type", "pg_depend"}) {
    database.after(std::string("VACUUM FULL pg_catalog.") + catalog);
  }
  database.after("DROP TABLE u");
}

TEST(IncrementalSource, SeesPastAResetOfTheStatistics) {
  Watched database(two_tables);
  database.after("SELECT pg_stat_reset(); ALTER TABLE a DROP id CASCADE");
  database.after("SELECT pg_stat_reset()");
  database.after("ALTER TABLE a ADD id int");
}

TEST(IncrementalSource, SeesAThingDroppedAndMadeAnewAtOnce) {
  Watched database(two_tables);
  database.after("DROP TABLE b; CREATE TABLE b (id int PRIMARY KEY, a bigint)");
  database.after("DROP VIEW v; CREATE VIEW v AS SELECT id FROM a");
}

TEST(IncrementalSource, SeesPastARewriteOfTheCatalogs) {
  Watched database(two_tables);
  database.after("ALTER TABLE a ADD x int; ALTER TABLE a DROP x; DROP TABLE b");
  database.after("VACUUM FULL pg_catalog.pg_attribute");
  database.after("VACUUM pg_catalog.pg_class");
  database.after("CREATE TABLE b (i int); CREATE TABLE c (i int)");
}

TEST(IncrementalSource, SeesThatAPartitionsTriggerFollowsItsParents) {
  Watched database(
      "CREATE TABLE p (i int) PARTITION BY LIST (i); CREATE TABLE p1 PARTITION OF p DEFAULT;"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TRIGGER t AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()");
  database.after("ALTER TABLE p1 DISABLE TRIGGER t");
  database.after("ALTER TABLE p DISABLE TRIGGER t");
  database.after("ALTER TABLE p DETACH PARTITION p1");
}

TEST(IncrementalSource, SeesWhatBecomesAndWhatCeasesToBeAnExtensions) {
  Watched database("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  database.after("ALTER EXTENSION plpgsql ADD FUNCTION f()");
  database.after("GRANT EXECUTE ON FUNCTION f() TO alice");
  database.after("ALTER EXTENSION plpgsql DROP FUNCTION f()");
  database.after("DROP FUNCTION f()");
}

TEST(IncrementalSource, SeesSecurityLabels) {
  Watched database(std::string(two_tables) + "; CREATE TYPE c AS (x int)");
  database.after(
      "INSERT INTO pg_seclabel VALUES ('a'::regclass, 'pg_class'::regclass, 0, 'dummy', 'x'),"
      "('a'::regclass, 'pg_class'::regclass, 1, 'dummy', 'x'),"
      "('v'::regclass, 'pg_class'::regclass, 1, 'dummy', 'x'),"
      "('c'::regclass, 'pg_class'::regclass, 1, 'dummy', 'x'),"
      "('c'::regtype, 'pg_type'::regclass, 0, 'dummy', 'x')");
  database.after("UPDATE pg_seclabel SET label = 'y'");
  database.after("DELETE FROM pg_seclabel WHERE objsubid = 0");
  database.after("DROP VIEW v; ALTER TABLE a DROP id CASCADE");
  database.after(
      "INSERT INTO pg_shseclabel SELECT oid, 'pg_database'::regclass, 'dummy', 'x' "
      "FROM pg_database WHERE datname = current_database()");
}

TEST(IncrementalSource, SeesPrivilegesOnWhatTheServerBrings) {
  Watched database(two_tables);
  database.after(
      "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO alice; GRANT SELECT ON pg_authid TO alice;"
      "GRANT SELECT (rolname) ON pg_authid TO bob; REVOKE USAGE ON TYPE int4 FROM PUBLIC;"
      "GRANT CREATE ON SCHEMA pg_catalog TO alice; REVOKE USAGE ON LANGUAGE sql FROM PUBLIC");
  database.begin();
  database.after("GRANT SELECT ON pg_authid TO bob; REVOKE SELECT ON pg_roles FROM PUBLIC");
  database.end("ROLLBACK");
  database.after(
      "REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM alice; REVOKE SELECT ON pg_authid FROM "
      "alice; REVOKE SELECT (rolname) ON pg_authid FROM bob");
  database.after(
      "DO $$ DECLARE c text; BEGIN FOR c IN SELECT attname FROM pg_attribute WHERE attrelid = "
      "'pg_subscription'::regclass AND attnum > 0 LOOP EXECUTE "
      "format('REVOKE SELECT (%I) ON pg_subscription FROM PUBLIC', c); END LOOP; END $$");
}

TEST(IncrementalSource, SeesRenamedRolesAndSchemas) {
  Watched database("CREATE SCHEMA s; CREATE TABLE s.t (i int); CREATE VIEW v AS SELECT i FROM s.t");
  database.after("ALTER SCHEMA s RENAME TO z");
  database.after("CREATE ROLE temporary_owner; ALTER TABLE z.t OWNER TO temporary_owner");
  database.after("ALTER ROLE temporary_owner RENAME TO another_owner");
  database.after("ALTER TABLE z.t OWNER TO CURRENT_USER; DROP ROLE another_owner");
}

}  // namespace

}  // namespace pgstair::catalog

// SPDX-License-Identifier: MIT
//
// A second session that asks about tables further on while the first one loads.

#include <gmock/gmock.h>

#include "seed/seed_test.h"

namespace pgstair::seed {
namespace {

/// Loading `first` ends when another session has evaluated the condition on `second`.
constexpr const char* watched = R"sql(
  CREATE SEQUENCE asked;
  CREATE TABLE loading (pid int);
  CREATE FUNCTION is_odd(n int) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM loading WHERE pid = pg_backend_pid()) THEN
      PERFORM nextval('asked');
    END IF;
    RETURN n % 2 = 1;
  END $$;
  CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    FOR i IN 1 .. 1000 LOOP
      EXIT WHEN (SELECT is_called FROM asked);
      PERFORM pg_sleep(0.01);
    END LOOP;
    RETURN NULL;
  END $$;
  CREATE TABLE first (a int);
  CREATE TABLE second (
    a int NOT NULL CHECK (is_odd(a)), b int GENERATED ALWAYS AS IDENTITY UNIQUE
  );
  CREATE TABLE third (a int REFERENCES second (b), b text CHECK (length(b) BETWEEN 3 AND 5));
  CREATE TRIGGER wait AFTER INSERT ON first FOR EACH STATEMENT EXECUTE FUNCTION wait();
)sql";

Options options(const std::string& prefetch_conninfo) {
  Options result{{1, 50, Style::plain}, {}};
  result.leave_alone = [](const std::string&, const std::string& table) {
    return std::string(table == "loading" ? "the test's own" : "");
  };
  result.fast->prefetch_conninfo = prefetch_conninfo;
  return result;
}

std::string rows(SeedDatabase& database, const Options& options) {
  const Report report = database.fill_with(options);
  std::string text;
  for (const auto& table : report.tables) {
    if (table.state == TableResult::State::filled) text += database.content(table.table) + "\n";
  }
  return text;
}

TEST(ConditionPrefetch, GivesTheSameRows) {
  SeedDatabase alone(std::string(watched) + "SELECT nextval('asked')");  // so that nobody waits
  SeedDatabase helped(watched);
  helped.session.execute("INSERT INTO loading VALUES (pg_backend_pid())");
  const std::string expected = rows(alone, options(""));
  EXPECT_EQ(rows(helped, options(helped.database->conninfo())), expected);
  EXPECT_EQ(helped.value("SELECT is_called FROM asked"), "t") << "no other session has asked";
  EXPECT_EQ(helped.value("SELECT count(*) FROM third"), "50");
}

TEST(ConditionPrefetch, DoesNotWaitForEverForWhatTheLoadHolds) {
  SeedDatabase database(R"sql(
    CREATE FUNCTION alone(n int) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(7);
      RETURN n > 0;
    END $$;
    CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_sleep(0.3);
      RETURN NULL;
    END $$;
    CREATE TABLE first (a int);
    CREATE TABLE second (a int NOT NULL CHECK (alone(a)));
    CREATE TRIGGER take_time AFTER INSERT ON first EXECUTE FUNCTION take_time();
  )sql");
  database.session.execute("BEGIN; SELECT pg_advisory_xact_lock(7)");
  const Report report = fill(database.session, options(database.database->conninfo()));
  database.session.execute("COMMIT");
  EXPECT_EQ(shortfalls(report), "");
}

TEST(ConditionPrefetch, LeavesAllToTheOtherSessionIfItGetsNone) {
  SeedDatabase database("CREATE TABLE t (a int NOT NULL CHECK (a % 7 = 3))");
  database.fill_with(options(database.database->conninfo() + " user=nobody_of_that_name"));
  EXPECT_EQ(database.value("SELECT count(*) FROM t"), "50");
}

}  // namespace
}  // namespace pgstair::seed

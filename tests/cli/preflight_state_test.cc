// SPDX-License-Identifier: MIT
//
// What pgstair preflight learns of a database besides its rows: what it has applied and has not,
// where its sequences stand, what is not valid.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "preflight_state.h"

namespace pgstair::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// What was asked of what.

TEST_F(PreflightState, SaysThatNothingIsPending) {
  write_up("0001_users", "CREATE TABLE users (id bigint PRIMARY KEY);");
  execute("CREATE TABLE users (id bigint PRIMARY KEY)");
  applied({"0001"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("Nothing is pending: no revision is left to apply, so no question was "
                      "put to the rows.\n"),
            HasSubstr("Looked at besides: invalid indexes (none), the schema.\n"),
            Not(HasSubstr("0 of 0"))));
}

TEST_F(PreflightState, SaysWhatWasTriedWhereNothingIsDemanded) {
  write_up("0001_users", "CREATE TABLE users (id bigint PRIMARY KEY);");
  write_up("0002_name", "ALTER TABLE users ADD name text;");
  execute("CREATE TABLE users (id bigint PRIMARY KEY)");
  applied({"0001"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("1 revision to apply, no question to the rows that are "
                              "there: it was tried with 20 rows in each table "
                              "concerned, and demanded nothing of them\n"),
                    HasSubstr("Nothing was found that would stop it, as far as this was "
                              "asked.\n"),
                    Not(HasSubstr("0 of 0"))));
}

TEST_F(PreflightState, TellsARevisionThatFailsWhateverTheRows) {
  write_up("0001_users", "CREATE TABLE users (id bigint PRIMARY KEY);");
  write_up("0002_wrong", "ALTER TABLE user_s ADD name text;");
  write_up("0003_next", "ALTER TABLE users ADD name text;");
  execute("CREATE TABLE users (id bigint PRIMARY KEY)");
  applied({"0001"});
  const auto result = report();
  EXPECT_EQ(facts(result), std::vector<std::string>{"stops | upgrade-fails | 0002_wrong | "});
  EXPECT_EQ(result["not_rehearsed"],
            json({"0003_next: 0002_wrong, which it builds on, could not be applied"}));
  EXPECT_EQ(preflight().exit_code, 1);
}

// Revisions that were skipped or came late.

TEST_F(PreflightState, TellsARevisionThatGolangMigrateHasPassed) {
  for (const std::string n : {"1", "2", "3"}) {
    write("chain/" + n + "_t.up.sql", "CREATE TABLE t" + n + " (id int PRIMARY KEY);\n");
    write("chain/" + n + "_t.down.sql", "DROP TABLE t" + n + ";\n");
  }
  execute(R"sql(
    CREATE TABLE t1 (id int PRIMARY KEY);
    CREATE TABLE t3 (id int PRIMARY KEY);
    CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);
    INSERT INTO schema_migrations VALUES (3, false))sql");
  EXPECT_THAT(facts(report()), testing::ElementsAre("stops | never-ran | 2_t | table public.t2",
                                                    "told | drift-elsewhere |  | "));
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("counts as applied, and nothing that it makes is there: table "
                                    "public.t2\n"));
  execute("CREATE TABLE t2 (id int PRIMARY KEY)");
  EXPECT_EQ(preflight().exit_code, 0);
}

TEST_F(PreflightState, TellsARevisionThatAddedAColumnAndNeverRan) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY);");
  write_up("0002_note", "ALTER TABLE t ADD note text; CREATE INDEX t_note ON t (note);");
  write_up("0003_u", "CREATE TABLE u (id int PRIMARY KEY);");
  execute("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int PRIMARY KEY)");
  applied({"0001", "0002", "0003"});
  EXPECT_THAT(facts(report()),
              testing::Contains("stops | never-ran | 0002_note | column public.t.note"));
}

TEST_F(PreflightState, TellsARevisionThatCameLate) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY);");
  write_up("0002_u", "CREATE TABLE u (id int PRIMARY KEY);");
  write_up("0003_v", "CREATE TABLE v (id int PRIMARY KEY);");
  execute("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE v (id int PRIMARY KEY)");
  applied({"0001", "0003"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("0002_u\n  ✗ comes before one that is applied, and is not "
                                    "applied itself: dbmate applies it now, after what was meant "
                                    "to come after it"));
  applied({"0002"});
  execute("CREATE TABLE u (id int PRIMARY KEY)");
  EXPECT_EQ(preflight().exit_code, 0);
}

TEST_F(PreflightState, LeavesABranchThatIsStillToComeAlone) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY);");
  write("chain/0002_a.sql",
        "-- migrate:parents 0001_t\n-- migrate:up\nCREATE TABLE a (id int PRIMARY KEY);\n");
  write("chain/0003_b.sql",
        "-- migrate:parents 0001_t\n-- migrate:up\nCREATE TABLE b (id int PRIMARY KEY);\n");
  write("chain/0004_merge.sql", "-- migrate:parents 0002_a 0003_b\n-- migrate:up\nSELECT 1;\n");
  execute("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY)");
  applied({"0001", "0003"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(PreflightState, HeedsTheBaselineOfFlyway) {
  for (const std::string n : {"1", "2", "3"})
    write("chain/V" + n + "__t.sql", "CREATE TABLE t" + n + " (id int PRIMARY KEY);\n");
  execute(R"sql(
    CREATE TABLE t1 (id int PRIMARY KEY);
    CREATE TABLE t2 (id int PRIMARY KEY);
    CREATE TABLE flyway_schema_history (installed_rank int, version text, description text,
                                        type text, script text, checksum int, success boolean);
    INSERT INTO flyway_schema_history
      VALUES (1, '2', '<< Flyway Baseline >>', 'BASELINE', '', NULL, true))sql");
  const auto result = report();
  EXPECT_EQ(result["pending"], json({"V3__t"}));
  EXPECT_EQ(facts(result), std::vector<std::string>{});
}

// Sequences behind their column.

TEST_F(PreflightState, AsksWhetherRowsHaveTheNumbersThatASequenceGives) {
  write_up("0001_config", "CREATE TABLE model_config (id serial PRIMARY KEY, name text NOT NULL);");
  write_up("0002_seed", "INSERT INTO model_config (name) VALUES ('a'), ('b');");
  execute(R"sql(
    CREATE TABLE model_config (id serial PRIMARY KEY, name text NOT NULL);
    INSERT INTO model_config (id, name) VALUES (1, 'x'), (2, 'y'))sql");
  applied({"0001"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              HasSubstr("0002_seed\n"
                        "  would fail if a row of public.model_config has a number in id that "
                        "public.model_config_id_seq has yet to give\n"
                        "    ✗ 2 rows are in the way, for example 1; 2\n"
                        "    sequence public.model_config_id_seq, chain/0002_seed.sql:2:1\n"));
  EXPECT_THROW(execute("INSERT INTO model_config (name) VALUES ('a')"), std::exception);
  execute("SELECT setval('model_config_id_seq', 2)");
  EXPECT_EQ(preflight().exit_code, 0);
}

TEST_F(PreflightState, AsksOfASequenceThatIsOnlyADefault) {
  const std::string tables =
      "CREATE SEQUENCE numbers; CREATE TABLE a (id bigint PRIMARY KEY DEFAULT nextval('numbers'));"
      "CREATE TABLE b (id bigint GENERATED BY DEFAULT AS IDENTITY (INCREMENT -1) PRIMARY KEY, "
      "note text);";
  write_up("0001_tables", tables);
  write_up("0002_b", "DO $$ BEGIN INSERT INTO b (note) VALUES ('x'); END $$;");
  write_up("0003_a", "INSERT INTO a DEFAULT VALUES;");
  execute(tables + "INSERT INTO a VALUES (1), (7); INSERT INTO b VALUES (-1, 'x')");
  applied({"0001"});
  const auto questions = report()["questions"];
  ASSERT_EQ(questions.size(), 2U) << questions.dump(1);
  EXPECT_EQ(questions[0]["object"], "sequence public.b_id_seq");
  EXPECT_EQ(questions[0]["rows"], 1);
  EXPECT_EQ(questions[1]["object"], "sequence public.numbers");
  EXPECT_EQ(questions[1]["rows"], 2);
  EXPECT_EQ(questions[1]["kind"], "sequence");
}

TEST_F(PreflightState, TellsASequenceBehindThatNoRevisionUses) {
  const std::string tables =
      "CREATE TABLE kinds (id serial PRIMARY KEY, name text);"
      "CREATE TABLE good (id serial PRIMARY KEY, name text);"
      "CREATE TABLE fresh (id serial PRIMARY KEY, name text);";
  write_up("0001_tables", tables);
  write_up("0002_more", "INSERT INTO kinds (id, name) VALUES (1000000, 'lost');");
  execute(tables + "INSERT INTO kinds VALUES (1, 'open'); INSERT INTO good (name) VALUES ('x')");
  applied({"0001"});
  const auto result = report();
  EXPECT_EQ(facts(result),
            std::vector<std::string>{"told | sequence-behind |  | sequence public.kinds_id_seq"});
  EXPECT_EQ(preflight().exit_code, 0) << "no revision fails of it";
  EXPECT_EQ(result["looked_at"][0], "3 sequences of columns");
}

TEST_F(PreflightState, IsContentWithASequenceThatTheRevisionItselfMends) {
  write_up("0001_t", "CREATE TABLE t (id serial PRIMARY KEY, name text);");
  write_up(
      "0002_seed",
      "SELECT setval('t_id_seq', (SELECT max(id) FROM t)); INSERT INTO t (name) VALUES ('a');");
  execute("CREATE TABLE t (id serial PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'x')");
  applied({"0001"});
  const auto result = report();
  EXPECT_EQ(result["questions"].size(), 0U) << result.dump(1);
}

TEST_F(PreflightState, SaysWhichSequencesItMayNotSee) {
  write_up("0001_t", "CREATE TABLE t (id serial PRIMARY KEY, name text);");
  write_up("0002_seed", "INSERT INTO t (name) VALUES ('a');");
  execute(R"sql(
    CREATE TABLE t (id serial PRIMARY KEY, name text);
    CREATE TABLE other (id serial PRIMARY KEY);
    CREATE ROLE reader LOGIN)sql");
  applied({"0001"});
  const auto report = report_to_reader();
  EXPECT_EQ(report["questions"][0]["not_answered"], "permission denied for sequence t_id_seq");
  EXPECT_THAT(facts(report),
              testing::Contains("told | sequence-not-seen |  | public.other_id_seq"));
}

TEST_F(PreflightState, GetsNoAnswerWhereRowSecurityHidesRowsFromTheReader) {
  const std::string table =
      "CREATE TABLE t (id int PRIMARY KEY, name text, tenant int);"
      "ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (tenant = 1);";
  write_up("0001_t", table);
  write_up("0002_name", "ALTER TABLE t ALTER name SET NOT NULL;");
  execute(table + "INSERT INTO t VALUES (1, NULL, 2); CREATE ROLE reader LOGIN");
  applied({"0001"});
  EXPECT_EQ(report_to_reader()["questions"][0]["not_answered"],
            "query would be affected by row-level security policy for table \"t\"");
}

// Indexes that IF NOT EXISTS takes for what is wanted.

TEST_F(PreflightState, TellsAnInvalidIndexThatIfNotExistsWillSkip) {
  const std::string events =
      "CREATE TABLE events (id bigint PRIMARY KEY, account int NOT NULL, key text NOT NULL);";
  write_up("0001_events", events);
  write("chain/0002_index.sql",
        "-- migrate:up transaction:false\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "
        "events_account_key ON events (account, key);\n");
  execute(events + "INSERT INTO events VALUES (1, 1, 'a'), (2, 1, 'a')");
  applied({"0001"});
  EXPECT_THROW(
      execute("CREATE UNIQUE INDEX CONCURRENTLY events_account_key ON events (account, key)"),
      std::exception);
  execute("DELETE FROM events WHERE id = 2");
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1) << result.out;
  EXPECT_THAT(result.out,
              HasSubstr("  ✗ IF NOT EXISTS will skip the index public.events_account_key on "
                        "public.events, which is there and not valid"));
  execute("DROP INDEX events_account_key");
  EXPECT_EQ(preflight().exit_code, 0);
}

TEST_F(PreflightState, TellsAnInvalidIndexThatNoRevisionNames) {
  write_up("0001_t",
           "CREATE TABLE t (id int, part int) PARTITION BY LIST (part);"
           "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
           "CREATE INDEX t_id ON ONLY t (id);");
  write_up("0002_u", "CREATE TABLE u (id int PRIMARY KEY);");
  execute(
      "CREATE TABLE t (id int, part int) PARTITION BY LIST (part);"
      "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1); CREATE INDEX t_id ON ONLY t (id)");
  applied({"0001"});
  EXPECT_EQ(facts(report()),
            std::vector<std::string>{"told | invalid-index |  | index public.t_id on public.t"});
  EXPECT_EQ(preflight().exit_code, 0);
}

// Rows that go with what is dropped.

TEST_F(PreflightState, TellsTheRowsThatAreDropped) {
  const std::string tables =
      "CREATE TABLE leaves (id int PRIMARY KEY); CREATE TABLE empty (id int PRIMARY KEY);"
      "CREATE TABLE users (id int PRIMARY KEY, phone text, fax text, mail text);";
  write_up("0001_tables", tables);
  write_up("0002_rename",
           "ALTER TABLE users RENAME COLUMN phone TO telephone;"
           "ALTER TABLE leaves RENAME TO leafs;");
  write_up("0003_drop",
           "DROP TABLE leafs; DROP TABLE empty;"
           "ALTER TABLE users DROP COLUMN telephone, DROP COLUMN fax;");
  execute(tables +
          "INSERT INTO leaves VALUES (1), (2), (3);"
          "INSERT INTO users VALUES (1, '1', NULL, 'a'), (2, NULL, NULL, 'b')");
  applied({"0001"});
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out,
              HasSubstr("0003_drop\n"
                        "  ! drops the table public.leaves, which has 3 rows\n"
                        "  ! drops the column public.users.phone, which has a value in 1 row\n"));
  EXPECT_THAT(result.out, AllOf(Not(HasSubstr("fax")), Not(HasSubstr("0002_rename"))));
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// What pgstair preflight learns of a database in which others had a hand, or that grew up otherwise
// than an empty one does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "preflight_state.h"

namespace pgstair::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// Repeatables, as the history says.

class PreflightOfFlyway : public PreflightState {
 protected:
  PreflightOfFlyway() {
    write("chain/V1__datasets.sql",
          "CREATE TABLE datasets (id int PRIMARY KEY, name varchar(64) NOT NULL);\n");
    write("chain/V2__longer_name.sql",
          "ALTER TABLE datasets ALTER COLUMN name TYPE varchar(255);\n");
    write("chain/R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id, name FROM datasets;\n");
    execute(R"sql(
      CREATE TABLE datasets (id int PRIMARY KEY, name varchar(64) NOT NULL);
      CREATE VIEW v AS SELECT id, name FROM datasets;
      CREATE TABLE flyway_schema_history (installed_rank int, version text, description text,
                                          type text, script text, checksum int, success boolean);
      INSERT INTO flyway_schema_history
        VALUES (1, '1', 'datasets', 'SQL', 'V1__datasets.sql', 0, true))sql");
  }

  void note_repeatable(const std::string& checksum) {
    execute(
        "INSERT INTO flyway_schema_history VALUES (2, NULL, 'view', 'SQL', 'sql/R__view.sql', " +
        checksum + ", true)");
  }

  /// Python's zlib.crc32 of the file's line, as a signed number.
  static constexpr const char* checksum_of_the_view = "-1849066017";
};

TEST_F(PreflightOfFlyway, TellsThatAnAppliedRepeatableStandsInTheWay) {
  note_repeatable(checksum_of_the_view);
  const auto result = preflight();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              HasSubstr("V2__longer_name\n  ✗ fails on a database that has what this one has: "
                        "ERROR 0A000: cannot alter type of a column used by a view or rule"));
  EXPECT_EQ(report()["pending"], json({"V2__longer_name"})) << "the repeatable has not changed";
  EXPECT_THROW(execute("ALTER TABLE datasets ALTER COLUMN name TYPE varchar(255)"), std::exception);
}

TEST_F(PreflightOfFlyway, AppliesARepeatableAgainThatHasChanged) {
  note_repeatable("42");
  write("chain/V2__longer_name.sql", "ALTER TABLE datasets ADD note text;\n");
  EXPECT_EQ(report()["pending"], json({"V2__longer_name", "R__view"}));
  EXPECT_EQ(preflight().exit_code, 0) << preflight().out;
}

TEST_F(PreflightOfFlyway, SaysThatNobodyKnowsTheTextThatWasApplied) {
  note_repeatable("42");
  write("chain/V2__longer_name.sql", "ALTER TABLE datasets ADD note text;\n");
  write("chain/R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT id, name, note FROM datasets;\n");
  EXPECT_THAT(facts(report()), testing::Contains("unknown | repeatable-not-known | R__view | "));
  EXPECT_EQ(preflight().exit_code, 1);
}

// What is there by other hands.

TEST_F(PreflightState, TellsWhatIsThereAlready) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY, a int);");
  write_up("0002_u",
           "CREATE TABLE IF NOT EXISTS u (id int PRIMARY KEY, name text);"
           "ALTER TABLE t ADD COLUMN IF NOT EXISTS b int;");
  execute("CREATE TABLE t (id int PRIMARY KEY, a int, b text); CREATE TABLE u (id text)");
  applied({"0001"});
  EXPECT_THAT(facts(report()), testing::ElementsAre("stops | drift | 0002_u | column public.t.b",
                                                    "stops | drift | 0002_u | table public.u"));
  EXPECT_EQ(preflight().exit_code, 1);
}

TEST_F(PreflightState, TellsDifferencesInWhatARevisionNames) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY, a int); CREATE TABLE far (id int);");
  write_up("0002_t", "ALTER TABLE t ALTER a TYPE bigint;");
  execute(R"sql(
    CREATE TABLE t (id int PRIMARY KEY, a int);
    CREATE TABLE far (id int, more text);
    CREATE VIEW report AS SELECT a FROM t;
    CREATE INDEX spare ON t (a);
    COMMENT ON TABLE t IS 'ours')sql");
  applied({"0001"});
  EXPECT_THAT(facts(report()),
              testing::ElementsAre("told | drift | 0002_t | index spare on public.t",
                                   "unknown | drift | 0002_t | view public.report",
                                   "told | drift-elsewhere |  | "));
  EXPECT_EQ(preflight().exit_code, 1);
  execute("DROP VIEW report");
  EXPECT_EQ(preflight().exit_code, 0);
}

TEST_F(PreflightState, TellsAForeignKeyByOtherHandsThatKeepsATable) {
  write_up("0001_t", "CREATE TABLE t (id int PRIMARY KEY, a int);");
  write_up("0002_a", "ALTER TABLE t ADD b int;");
  execute("CREATE TABLE t (id int PRIMARY KEY, a int); CREATE TABLE far (t_id int REFERENCES t)");
  applied({"0001"});
  EXPECT_THAT(facts(report()), testing::ElementsAre("told | drift-elsewhere |  | "));
  write_up("0003_t", "DROP TABLE t;");
  EXPECT_THAT(
      facts(report()),
      testing::Contains("unknown | drift | 0003_t | constraint far_t_id_fkey on public.far"));
}

}  // namespace
}  // namespace pgstair::cli

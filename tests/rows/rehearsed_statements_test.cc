// SPDX-License-Identifier: MIT
//
// Statements that read, write or recheck rows without saying so in plain words: each is rehearsed
// with rows, and fails on them.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "checks/all_checks.h"
#include "installation_under_test.h"
#include "rows/rehearsal.h"
#include "server/disposable_server.h"
#include "walk/walk.h"
#include "walk/walk_revision.h"

namespace pgstair::rows {
namespace {

class Quiet : public report::Progress {
 public:
  void started(const report::Result&, std::size_t) override {}
  void starts_again(const report::Result&, const std::string&) override {}
  void revision_done(const report::RevisionResult&, std::size_t,
                     std::span<const report::Finding>) override {}
};

class RehearsedStatements : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<server::DisposableServer>(
        server::ServerOptions{installation_under_test(), false, std::nullopt});
  }
  static void TearDownTestSuite() { server_.reset(); }

  /// The codes of what is found in the second of two revisions, the first of which is `base`.
  static std::string found(const std::string& base, const std::string& up,
                           const std::string& down) {
    std::vector<chain::Fault> faults;
    const auto chain =
        chain::Chain::build({walk::revision("base", {}, base, "DROP SCHEMA public CASCADE"),
                             walk::revision("case", {"base"}, up, down)},
                            faults);
    walk::WalkOptions options;
    options.make_rehearsal = [] { return std::make_unique<RowsRehearsal>(RowsOptions{20, 1}); };
    checks::CheckContext context;
    context.rows = true;
    Quiet quiet;
    report::Result result;
    walk::walk(
        chain, {server_.get()}, options, [&] { return checks::all_checks(context); }, quiet,
        result);
    std::string codes;
    for (const auto& finding : result.findings) {
      if (finding.revision != "case") continue;
      codes += (codes.empty() ? "" : " ") + finding.code;
    }
    return codes;
  }

  static std::unique_ptr<server::DisposableServer> server_;
};

std::unique_ptr<server::DisposableServer> RehearsedStatements::server_;

constexpr const char* table = "CREATE TABLE t (id int PRIMARY KEY, n int, b boolean);";

TEST_F(RehearsedStatements, AttachPartition) {
  EXPECT_EQ(found("CREATE TABLE p (id int, day int) PARTITION BY RANGE (day);"
                  "CREATE TABLE other PARTITION OF p FOR VALUES FROM (10) TO (20);"
                  "CREATE TABLE c (id int, day int);",
                  "ALTER TABLE p ATTACH PARTITION c FOR VALUES FROM (1) TO (2)",
                  "ALTER TABLE p DETACH PARTITION c"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, APartitionBesideTheDefaultOne) {
  EXPECT_EQ(found("CREATE TABLE p (id int, day int) PARTITION BY RANGE (day);"
                  "CREATE TABLE rest PARTITION OF p DEFAULT;",
                  "CREATE TABLE c PARTITION OF p FOR VALUES FROM (MINVALUE) TO (MAXVALUE)",
                  "DROP TABLE c"),
            "upgrade-fails-on-rows downgrade-drops-new-values");
}

TEST_F(RehearsedStatements, ATableAsAnother) {
  EXPECT_EQ(
      found(table, "CREATE TABLE n AS TABLE t; ALTER TABLE n ALTER n SET NOT NULL", "DROP TABLE n"),
      "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, AMaterializedViewAsATable) {
  EXPECT_EQ(found(table, "CREATE MATERIALIZED VIEW m AS TABLE t; CREATE UNIQUE INDEX i ON m (b)",
                  "DROP MATERIALIZED VIEW m"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, ARefresh) {
  EXPECT_EQ(found(std::string(table) +
                      "CREATE MATERIALIZED VIEW m AS SELECT b FROM t; CREATE UNIQUE INDEX ON m (b)",
                  "REFRESH MATERIALIZED VIEW m; COMMENT ON MATERIALIZED VIEW m IS 'new'",
                  "COMMENT ON MATERIALIZED VIEW m IS NULL"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, AnUpdateThroughAView) {
  const std::string base =
      std::string(table) + "ALTER TABLE t ADD CHECK (n < 1000); CREATE VIEW v AS SELECT * FROM t;";
  EXPECT_EQ(found(base, "UPDATE v SET n = 1000", "UPDATE v SET n = n"), "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, AViewOnAView) {
  const std::string base = std::string(table) +
                           "CREATE VIEW v AS SELECT 1 / (n - n) AS x FROM t WHERE n IS NOT NULL;"
                           "CREATE VIEW w AS SELECT * FROM v;";
  EXPECT_EQ(found(base, "CREATE TABLE u AS TABLE w", "DROP TABLE u"), "upgrade-fails-on-rows");
}

constexpr const char* function =
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN"
    "  IF EXISTS (SELECT FROM t) THEN RAISE 'there are rows'; END IF; RETURN 1; END $$;";

TEST_F(RehearsedStatements, AFunction) {
  EXPECT_EQ(
      found(std::string(table) + function, "SELECT f(); CREATE TABLE u (id int)", "DROP TABLE u"),
      "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, AFunctionThatABlockCalls) {
  EXPECT_EQ(found(std::string(table) + function,
                  "DO $$ BEGIN PERFORM f(); END $$; CREATE TABLE u (id int)", "DROP TABLE u"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, ATableWithAMisleadingName) {
  EXPECT_EQ(found(table,
                  "CREATE TABLE function_log AS SELECT n FROM t;"
                  "ALTER TABLE function_log ALTER n SET NOT NULL",
                  "DROP TABLE function_log"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, ATableThatMayHaveBeenThere) {
  EXPECT_EQ(found("CREATE TABLE t (id int, n int)",
                  "CREATE TABLE IF NOT EXISTS t (id int, n int);"
                  "CREATE INDEX i ON t ((1 / (n - n))) WHERE n IS NOT NULL",
                  "DROP INDEX i"),
            "upgrade-fails-on-rows");
}

TEST_F(RehearsedStatements, NotDefinitionsThatOnlyNameARelation) {
  const std::string base = std::string(table) + function + "CREATE VIEW v AS SELECT * FROM t;";
  EXPECT_EQ(found(base,
                  "CREATE VIEW w AS SELECT f() FROM v; COMMENT ON TABLE t IS 'select';"
                  "CREATE TABLE u (id int DEFAULT f())",
                  "DROP TABLE u; DROP VIEW w; COMMENT ON TABLE t IS NULL"),
            "");
}

}  // namespace
}  // namespace pgstair::rows

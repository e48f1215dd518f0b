// SPDX-License-Identifier: MIT
//
// What is a neighbour's is what was there before the first revision, however many servers share
// the walk.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/cli_test.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A chain of a table and the columns c2 to c8, one a revision.
class NeighboursOnServers : public CliTest {
 protected:
  NeighboursOnServers() {
    write_revision(1, "CREATE TABLE t (id int)", "DROP TABLE t");
    for (int n = 2; n <= 8; ++n) {
      const std::string column = "COLUMN c" + std::to_string(n);
      write_revision(n, "ALTER TABLE t ADD " + column + " int", "ALTER TABLE t DROP " + column);
    }
    write("neighbours.sql", "CREATE TABLE auth (id int PRIMARY KEY); CREATE VIEW a AS TABLE auth;");
  }

  void write_revision(int number, const std::string& up, const std::string& down) const {
    write("chain/000" + std::to_string(number) + "_a.sql",
          "-- migrate:up\n" + up + ";\n-- migrate:down\n" + down + ";\n");
  }

  ProcessResult verify(const std::string& jobs) const {
    return pgstair({"verify", (folder() / "chain").string(), "--neighbours",
                    (folder() / "neighbours.sql").string(), "--jobs", jobs});
  }
};

TEST_F(NeighboursOnServers, AreNotWhatTheFirstHalfOfTheChainHasMade) {
  for (const std::string jobs : {"1", "2", "4"}) EXPECT_EQ(verify(jobs).exit_code, 0) << jobs;
}

TEST_F(NeighboursOnServers, MayBeAnExtension) {
  write("neighbours.sql", "CREATE EXTENSION pg_trgm;");
  EXPECT_EQ(verify("2").exit_code, 0);
}

TEST_F(NeighboursOnServers, AreToldOnEachOfThem) {
  write_revision(2, "CREATE INDEX early ON auth (id)", "DROP INDEX early");
  write_revision(7, "ALTER TABLE auth ADD COLUMN late int", "ALTER TABLE auth DROP COLUMN late");
  for (const std::string jobs : {"1", "2"}) {
    const auto result = verify(jobs);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("index early on public.auth"), HasSubstr("column public.auth.late"),
                      Not(HasSubstr("public.t")), HasSubstr("2 errors")));
  }
}

TEST_F(NeighboursOnServers, AreStillTheirsIfTheFirstHalfDropsThem) {
  write_revision(2, "DROP VIEW a", "CREATE VIEW a AS TABLE auth");
  write_revision(7, "CREATE VIEW a AS SELECT 1 AS one", "DROP VIEW a");
  const auto alone = verify("1");
  EXPECT_THAT(alone.out, HasSubstr("2 errors"));
  EXPECT_THAT(verify("2").out, HasSubstr("2 errors"));
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Pop, TakesTheFileOfItsDialectAndTheCommonOneOnlyWithoutIt) {
  const Folder folder({{"1_a.up.sql", "SELECT 1;"},
                       {"1_a.down.sql", "SELECT 2;"},
                       {"1_a.mysql.up.sql", "SELECT 0;"},
                       {"2_b.up.sql", "SELECT 0;"},
                       {"2_b.postgres.up.sql", "SELECT 3;"},
                       {"2_b.pg.down.sql", "SELECT 4;"},
                       {"2_b.cockroach.down.sql", "SELECT 0;"},
                       {"3_c.mysql.up.sql", "SELECT 0;"},
                       {"notes.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "pop");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [SELECT 1] / [SELECT 2]", "2_b <- 1_a: [SELECT 3] / [SELECT 4]"}));
  EXPECT_EQ(codes(result.faults), Expected{"ignored-file"});
}

TEST(Pop, LeavesTheTransactionOutForAutocommitAlone) {
  const Folder folder({{"1_a.postgres.autocommit.up.sql", "CREATE INDEX CONCURRENTLY i ON t (a);"},
                       {"1_a.autocommit.down.sql", "DROP INDEX CONCURRENTLY i;"},
                       {"2_b.up.sql", "CREATE INDEX CONCURRENTLY j ON t (a);"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"1_a: none[CREATE INDEX CONCURRENTLY i ON t (a)] / "
                      "none[DROP INDEX CONCURRENTLY i]",
                      "2_b <- 1_a: [CREATE INDEX CONCURRENTLY j ON t (a)] / -"}));
}

TEST(Pop, ListsFizzAsALanguageOfItsOwn) {
  const Folder folder({{"1_a.up.fizz", "create_table(\"users\") {}"}, {"2_b.up.sql", "SELECT 1;"}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: (its upgrade is in fizz, pop's own language) / -",
                      "2_b <- 1_a: [SELECT 1] / -"}));
  EXPECT_EQ(codes(result.faults), Expected{"code-migration"});
}

}  // namespace
}  // namespace pgstair::chain

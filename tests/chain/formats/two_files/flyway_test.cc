// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Flyway, OrdersVersionsByTheirPartsAndRepeatablesLast) {
  const Folder folder({{"R__b.sql", "SELECT 6"},
                       {"R__a.sql", "SELECT 5"},
                       {"V10__d.sql", "SELECT 4"},
                       {"V1__a.sql", "SELECT 1"},
                       {"V1.10__c.sql", "SELECT 3"},
                       {"sub/V1_9__b.sql", "SELECT 2"},
                       {"U1.9__undo.sql", "SELECT 22"}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "flyway");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"V1__a: [SELECT 1] / -", "V1_9__b <- V1__a: [SELECT 2] / [SELECT 22]",
                      "V1.10__c <- V1_9__b: [SELECT 3] / -", "V10__d <- V1.10__c: [SELECT 4] / -",
                      "R__a <- V10__d: [SELECT 5] / -", "R__b <- R__a: [SELECT 6] / -"}));
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Flyway, StartsAtTheHighestBaseline) {
  const Folder folder({{"V1__a.sql", ""},
                       {"U1__a.sql", ""},
                       {"V2__b.sql", ""},
                       {"B1__old.sql", ""},
                       {"B2__base.sql", "SELECT 1"},
                       {"V3__c.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(shown(result.revisions),
            (Expected{"B2__base: [SELECT 1] / -", "V3__c <- B2__base: [] / -"}));
  EXPECT_EQ(folder.faults(result), Expected{});
}

TEST(Flyway, LeavesTheTransactionToTheStatementsAndTheConfiguration) {
  const Folder folder({{"V1__a.sql", "CREATE INDEX CONCURRENTLY i ON t (a)"},
                       {"V2__b.sql", "VACUUM; SELECT 1"},
                       {"V3__c.sql", "SELECT 1; SELECT 2"},
                       {"V3__c.sql.conf", "# why\nexecuteInTransaction=false\n"},
                       {"V4__d.sql", "${oops}"},
                       {"V4__d.sql.conf", "shouldExecute=false\n"}});
  EXPECT_EQ(shown(folder.read().revisions),
            (Expected{"V1__a: none[CREATE INDEX CONCURRENTLY i ON t (a)] / -",
                      "V2__b <- V1__a: [VACUUM; SELECT 1] / -",
                      "V3__c <- V2__b: none[SELECT 1; SELECT 2] / -"}));
}

TEST(Flyway, ReplacesPlaceholders) {
  const Folder folder(
      {{"V1__a.sql", "SELECT '${Who}', '${flyway:defaultSchema}', '${flyway:filename}';"},
       {"V2__b.sql", "SELECT '${as is}'"},
       {"V2__b.sql.conf", "placeholderReplacement=false"},
       {"V3__c.sql", "SELECT 1;\n-- ${missing}\n"}});
  const auto result = folder.read({{{"who", "me"}}});
  EXPECT_EQ(shown(result.revisions),
            (Expected{"V1__a: [SELECT 'me', 'public', 'V1__a.sql'] / -",
                      "V2__b <- V1__a: [SELECT '${as is}'] / -",
                      "V3__c <- V2__b: (its file cannot be read, or lacks a placeholder) / -"}));
  EXPECT_EQ(
      folder.faults(result),
      (Expected{"unknown-placeholder [chain/V3__c.sql:2:4] there is no value for ${missing}; give "
                "it one under [placeholders] in pgstair.toml"}));
}

TEST(Flyway, ReportsWhatItDoesNotRun) {
  const Folder folder({{"V1__a.sql", ""},
                       {"V1.0__b.sql", ""},
                       {"V_c.sql", ""},
                       {"U7__x.sql", ""},
                       {"afterMigrate.sql", ""},
                       {"V1__a.sql.conf", "executeInTransactions=false"}});
  EXPECT_EQ(
      folder.faults(folder.read()),
      (Expected{"ignored-file [chain/V_c.sql] Flyway skips this file without a word: its name is "
                "not V1.2__description.sql, nor one with U, R or B; rename it, or move it out of "
                "the folder",
                "ignored-file [chain/afterMigrate.sql] a Flyway callback, which pgstair does not "
                "run; if the chain depends on it, put its effect into a migration",
                "bad-marker [chain/V1__a.sql.conf:1:1] unknown key executeInTransactions; did you "
                "mean executeInTransaction?",
                "down-without-up [chain/U7__x.sql] U7__x undoes a version that no V file has; "
                "correct its version, or remove it",
                "duplicate-version [chain/V1__a.sql] 2 revisions have the version 1: V1.0__b, "
                "V1__a; Flyway refuses the chain; give each its own version; here they are checked "
                "in the order of their names"}));
}

}  // namespace
}  // namespace pgstair::chain

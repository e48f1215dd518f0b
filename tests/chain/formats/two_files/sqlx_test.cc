// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Sqlx, ReadsSimpleAndReversibleMigrations) {
  const Folder folder({{"1_a.sql", "SELECT 1"},
                       {"2_b.up.sql", "SELECT 2"},
                       {"2_b.down.sql", "SELECT 3"},
                       {"10_c.sql", "-- no-transaction\nVACUUM;"},
                       {"11_d.sql", "\n-- no-transaction\nVACUUM;"},
                       {"notes.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "sqlx");
  EXPECT_EQ(shown(result.revisions),
            (Expected{"1_a: [SELECT 1] / -", "2_b <- 1_a: [SELECT 2] / [SELECT 3]",
                      "10_c <- 2_b: none[VACUUM] / -", "11_d <- 10_c: [VACUUM] / -"}));
  EXPECT_EQ(codes(result.faults), (Expected{"ignored-file", "sorts-differently"}));
}

TEST(Sqlx, IsRecognisedByTheRustPackageAround) {
  const Folder folder({{"../Cargo.toml", ""}, {"1_a.up.sql", ""}, {"1_a.down.sql", ""}});
  EXPECT_EQ(folder.read().format, "sqlx");
  const Folder other({{"1_a.up.sql", ""}, {"1_a.down.sql", ""}});
  EXPECT_EQ(other.read().format, "golang-migrate");
}

}  // namespace
}  // namespace pgstair::chain

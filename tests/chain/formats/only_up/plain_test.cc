// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "chain/folder.h"

namespace pgstair::chain {
namespace {

using Expected = std::vector<std::string>;

TEST(Plain, OrdersByNameAndHasNoDowngrades) {
  const Folder folder(
      {{"01-a.sql", "SELECT 1; SELECT 2"}, {"02 b.sql", "VACUUM; SELECT 1"}, {"x.sql", ""}});
  const auto result = folder.read();
  EXPECT_EQ(result.format, "plain");
  EXPECT_EQ(shown(result.revisions), (Expected{"01-a: [SELECT 1; SELECT 2] / -",
                                               "02 b <- 01-a: none[VACUUM; SELECT 1] / -"}));
}

}  // namespace
}  // namespace pgstair::chain

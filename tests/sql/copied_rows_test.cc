// SPDX-License-Identifier: MIT
#include "sql/copied_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

using testing::ElementsAre;

TEST(CopiedRows, GoWhereThePlainStatementOfADumpSays) {
  const auto target = copy_target("COPY public.\"Order\" (id, \"select\") FROM stdin");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->table, "public.\"Order\"");
  EXPECT_THAT(target->columns, ElementsAre("id", "\"select\""));
}

TEST(CopiedRows, AreOfNoOtherStatement) {
  for (const char* statement :
       {"COPY t (a) FROM stdin WITH (FORMAT csv)", "COPY t FROM stdin", "COPY t (a) TO stdout",
        "COPY t (a) FROM '/tmp/t'", "COPY t (a) FROM PROGRAM 'cat'", "SELECT 1",
        "COPY t (a) FROM stdin WHERE a > 1"})
    EXPECT_FALSE(copy_target(statement)) << statement;
}

TEST(CopiedRows, HaveTheCellsThatTheManualSays) {
  EXPECT_THAT(copied_cells("1\t\\N\t\tit's; \\\\N"),
              ElementsAre("1", std::nullopt, "", "it's; \\N"));
  EXPECT_THAT(copied_cells("a\\tb\\nc\\r\\b\\f\\v\\\\"), ElementsAre("a\tb\nc\r\b\f\v\\"));
  EXPECT_THAT(copied_cells("\\101\\x42\\xg\\."), ElementsAre("ABxg."));
}

}  // namespace
}  // namespace pgstair::sql

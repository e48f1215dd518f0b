// SPDX-License-Identifier: MIT
#include "sql/simple_query.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

TEST(SimpleQuery, HasTheClausesAsTheyAreWritten) {
  const auto query = read_simple_query(
      " SELECT f.id,\n    f.a IS DISTINCT FROM f.b AS \"from\"\n   FROM ONLY public.\"Few\" f(id, "
      "\"B\")\n"
      "  WHERE (f.id IN ( SELECT k.id\n           FROM kinds k\n          WHERE k.ok\n"
      "          ORDER BY k.id)) AND f.x <> ' ORDER BY '\n  ORDER BY f.id;");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->list, "SELECT f.id,\n    f.a IS DISTINCT FROM f.b AS \"from\"");
  EXPECT_EQ(query->relation, (Name{"public", "Few"}));
  EXPECT_EQ(query->alias, "f(id, \"B\")");
  EXPECT_EQ(query->condition,
            "(f.id IN ( SELECT k.id\n           FROM kinds k\n          WHERE k.ok\n"
            "          ORDER BY k.id)) AND f.x <> ' ORDER BY '");
}

TEST(SimpleQuery, CallsARelationByItsOwnNameWithoutAnAlias) {
  const auto query = read_simple_query("SELECT * FROM s.\"Order\"");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->alias, "\"Order\"");
  EXPECT_EQ(query->condition, "");
}

TEST(SimpleQuery, IsNoneOfSeveralRelationsOrGroups) {
  for (const auto* query :
       {"SELECT 1", "SELECT * FROM a, b", "SELECT * FROM a JOIN b USING (x)", "SELECT * FROM f()",
        "SELECT DISTINCT x FROM a", "SELECT x FROM a GROUP BY x", "SELECT x FROM a LIMIT 1",
        "SELECT * FROM a UNION SELECT * FROM b", "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1)", "SELECT FROM", "DELETE FROM a"}) {
    EXPECT_FALSE(read_simple_query(query).has_value()) << query;
  }
}

}  // namespace
}  // namespace pgstair::sql

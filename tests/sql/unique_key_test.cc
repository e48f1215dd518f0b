// SPDX-License-Identifier: MIT
#include "sql/unique_key.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

using ColumnNames = std::vector<std::string>;
using ColumnSet = std::set<std::string>;

TEST(UniqueKey, HasTheColumnsOfAConstraint) {
  const auto key = unique_constraint("UNIQUE (a, \"Order\") INCLUDE (c)");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->columns, (ColumnNames{"a", "\"Order\""}));
  EXPECT_FALSE(key->nulls_not_distinct);
  EXPECT_TRUE(unique_constraint("UNIQUE NULLS NOT DISTINCT (a, b)")->nulls_not_distinct);
  EXPECT_EQ(unique_constraint("PRIMARY KEY (a, b)")->columns, (ColumnNames{"a", "b"}));
  EXPECT_FALSE(unique_constraint("CHECK (a > 0)"));
}

TEST(UniqueKey, HasTheColumnsOfAnIndexAndWhatItsConditionSaysOfNull) {
  const auto key =
      unique_index("btree (a, lower(b), c DESC) WHERE ((d IS NULL) AND (e IS NOT NULL) AND f)");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->columns, (ColumnNames{"a", "", "c"}));
  EXPECT_TRUE(key->is_partial);
  EXPECT_FALSE(unique_index("btree (a)")->is_partial);
  EXPECT_EQ(key->where_tests_null, (ColumnSet{"d", "e"}));
  EXPECT_EQ(key->where_is_null, (ColumnSet{"d"}));
  EXPECT_EQ(unique_index("btree (a) WHERE ((b IS NULL) OR (c > 1))")->where_is_null, ColumnSet{});
  EXPECT_TRUE(unique_index("btree (a, b) NULLS NOT DISTINCT WHERE c")->nulls_not_distinct);
}

TEST(UniqueKey, MeetsChecksThatAskWhetherColumnsAreNull) {
  EXPECT_EQ(columns_tested_for_null("CHECK (((a IS NULL) <> (b IS NULL)))"), (ColumnSet{"a", "b"}));
  EXPECT_EQ(columns_tested_for_null("CHECK ((num_nonnulls(a, b) = 1))"), (ColumnSet{"a", "b"}));
  EXPECT_EQ(columns_tested_for_null("CHECK ((a > 0))"), ColumnSet{});
}

TEST(UniqueKey, NamesTheColumnsOfAnExpression) {
  EXPECT_EQ(
      columns_of_expression("(tenant_id = (current_setting('app.tenant'::text))::integer) AND p.x"),
      (ColumnSet{"tenant_id", "x"}));
}

}  // namespace
}  // namespace pgstair::sql

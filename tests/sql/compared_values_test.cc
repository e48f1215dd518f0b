// SPDX-License-Identifier: MIT
#include "sql/compared_values.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

std::string found(std::string_view statement) {
  std::string text;
  for (const auto& value : compared_values(statement))
    text += value.column + " " + value.literal + "; ";
  return text;
}

TEST(ComparedValues, AreThoseOfEqualityListsRangesAndPatterns) {
  EXPECT_EQ(found("DELETE FROM o WHERE status = 'obsolete'"), "status 'obsolete'; ");
  EXPECT_EQ(found("UPDATE o SET a = 1 WHERE 'x' = o.kind::text AND n <> 42"), "kind 'x'; n 42; ");
  EXPECT_EQ(found("SELECT FROM o WHERE lower(kind) IN ('a', 'b''c')"), "kind 'a'; kind 'b''c'; ");
  EXPECT_EQ(found("SELECT FROM o WHERE price BETWEEN 1.5 AND 3"), "price 1.5; price 3; ");
  EXPECT_EQ(found("SELECT FROM o WHERE name LIKE 'ab_%'"), "name 'abx'; ");
  EXPECT_EQ(found("UPDATE o SET a = CASE kind WHEN 'p' THEN 1 END WHERE gone = true"),
            "gone true; kind 'p'; ");
  EXPECT_EQ(found("UPDATE o SET a = CASE WHEN \"Kind\" = 0 THEN 1 END"), "Kind 0; ");
  EXPECT_EQ(found("ALTER TABLE o ADD CHECK (state <> 'old')"), "state 'old'; ");
}

TEST(ComparedValues, AreObjectsWithTheKeysThatAreAskedFor) {
  EXPECT_EQ(found("UPDATE o SET n = (data->>'it''s')::int"), "data '{\"it''s\":\"pgstair\"}'; ");
  EXPECT_EQ(found("SELECT o.data->'a' FROM o"), "data '{\"a\":\"pgstair\"}'; ");
  EXPECT_EQ(found("SELECT data->0 FROM o"), "");
}

TEST(ComparedValues, AreNoneWhereNoConstantIsCompared) {
  EXPECT_EQ(found("UPDATE o SET status = 'x'"), "");
  EXPECT_EQ(found("SELECT FROM o JOIN p ON o.a = p.b"), "");
  EXPECT_EQ(found("no SQL"), "");
}

}  // namespace
}  // namespace pgstair::sql

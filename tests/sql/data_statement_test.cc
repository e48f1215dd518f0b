// SPDX-License-Identifier: MIT
#include "sql/data_statement.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

using Assignments = std::vector<std::pair<std::string, std::string>>;

TEST(DataStatement, ReadsAnUpdateThatJoins) {
  const auto read = read_data_statement(
      "-- why\nUPDATE ONLY public.\"Users\" u SET name = coalesce(u.name, 'a, b'), plan = p.id\n"
      "FROM plans p JOIN tiers USING (tier) WHERE p.old IS DISTINCT FROM u.plan RETURNING u.id");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, DataStatement::Kind::update);
  EXPECT_EQ(read->aliased_table(), "ONLY public.\"Users\" AS u");
  EXPECT_EQ(read->assignments,
            (Assignments{{"name", "coalesce(u.name, 'a, b')"}, {"plan", "p.id"}}));
  EXPECT_EQ(read->sources, "plans p JOIN tiers USING (tier)");
  EXPECT_EQ(read->condition, "p.old IS DISTINCT FROM u.plan");
}

TEST(DataStatement, KeepsFromAndWhereOfSubqueriesAndComparisonsInTheirExpression) {
  const auto read = read_data_statement(
      "update t set a = (select x from y where z), b = c is distinct from d, e = f[1]");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->alias, "t");
  EXPECT_EQ(read->assignments,
            (Assignments{
                {"a", "(select x from y where z)"}, {"b", "c is distinct from d"}, {"e", "f[1]"}}));
  EXPECT_EQ(read->sources, "");
  EXPECT_EQ(read->condition, "");
}

TEST(DataStatement, ReadsAnInsertOfASelect) {
  const auto read = read_data_statement(
      "INSERT INTO emails (user_id, email) SELECT id, email FROM users JOIN x ON x.u = users.id");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, DataStatement::Kind::insert);
  EXPECT_EQ(read->table, (Name{"", "emails"}));
  EXPECT_EQ(read->columns, (std::vector<std::string>{"user_id", "email"}));
  EXPECT_EQ(read->select, "SELECT id, email FROM users JOIN x ON x.u = users.id");
}

TEST(DataStatement, ReadsAnInsertOfValues) {
  const auto read = read_data_statement("INSERT INTO plans VALUES (1, 'free'), (2, 'pro');");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, DataStatement::Kind::insert);
  EXPECT_TRUE(read->columns.empty());
  EXPECT_EQ(read->values, 2U);
  EXPECT_EQ(read->select, "VALUES (1, 'free'), (2, 'pro')");
}

TEST(DataStatement, ReadsNamesAsTheServerDoes) {
  const auto read = read_data_statement(
      "INSERT INTO S.\"Set\" AS x (\"A\"\"b\", C) OVERRIDING USER VALUE SELECT 1, 2 RETURNING 3");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->aliased_table(), "s.\"Set\" AS x");
  EXPECT_EQ(read->columns, (std::vector<std::string>{"A\"b", "c"}));
  EXPECT_EQ(read->select, "SELECT 1, 2");
}

TEST(DataStatement, ReadsADelete) {
  const auto read =
      read_data_statement("DELETE FROM users USING teams WHERE teams.id = users.team");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->kind, DataStatement::Kind::remove);
  EXPECT_EQ(read->alias, "users");
  EXPECT_EQ(read->sources, "teams");
  EXPECT_EQ(read->condition, "teams.id = users.team");
}

TEST(DataStatement, LeavesAloneWhatItsPartsDoNotTell) {
  for (const auto* statement :
       {"WITH x AS (SELECT 1) UPDATE t SET a = 1", "UPDATE t SET (a, b) = (1, 2)",
        "UPDATE t SET a = DEFAULT", "DELETE FROM t WHERE CURRENT OF c", "ALTER TABLE t ADD a int",
        "INSERT INTO t VALUES (1), (DEFAULT)", "INSERT INTO t SELECT 1 ON CONFLICT DO NOTHING",
        "INSERT INTO t (SELECT 1)", "INSERT INTO t (SELECT 1) UNION SELECT 2",
        "INSERT INTO t DEFAULT VALUES", "UPDATE t SET a[1] = 2", "UPDATE", "UPDATE t SET",
        "INSERT INTO t (", ""}) {
    EXPECT_FALSE(read_data_statement(statement).has_value()) << statement;
  }
}

}  // namespace
}  // namespace pgstair::sql

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "walk/findings_of.h"
#include "walk/walk_revision.h"

namespace pgstair::walk {
namespace {

/// What is found of a chain of one revision that runs this.
Codes found_at_head(const std::string& sql) {
  auto only = revision("a", {}, sql, "");
  only.irreversible = "a test of what is at head";
  Codes codes = findings_of({only});
  std::erase(codes, "a: irreversible");
  return codes;
}

const std::string columns = "(id int PRIMARY KEY, a int NOT NULL, b int, c int";

TEST(UniqueOverNull, IsToldOfAKeyOfSeveralColumnsOneOfWhichMayBeNull) {
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns + ", UNIQUE (a, b))"),
            Codes{"a: unique-lets-nulls-repeat on constraint t_a_b_key on public.t"});
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns + "); CREATE UNIQUE INDEX u ON t (b, a)"),
            Codes{"a: unique-lets-nulls-repeat on index u on public.t"});
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns +
                          "); CREATE UNIQUE INDEX u ON t (b, a) "
                          "WHERE c > 0"),
            Codes{"a: unique-lets-nulls-repeat on index u on public.t"});
}

TEST(UniqueOverNull, IsNotToldOfOptionalValues) {
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns + ", UNIQUE (b), UNIQUE (b, c))"), Codes{});
}

TEST(UniqueOverNull, IsNotToldWhereSomebodyHasThoughtOfIt) {
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns +
                          ", UNIQUE (a, b)); "
                          "CREATE UNIQUE INDEX u ON t (a) WHERE b IS NULL"),
            Codes{});
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns +
                          "); "
                          "CREATE UNIQUE INDEX u ON t (a, b) WHERE b IS NOT NULL"),
            Codes{});
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns +
                          ", UNIQUE (a, b), UNIQUE (a, c), "
                          "CHECK (num_nonnulls(b, c) = 1))"),
            Codes{});
  EXPECT_EQ(found_at_head("CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, "
                          "is_first boolean, UNIQUE (a, is_first))"),
            Codes{});
}

TEST(UniqueOverNull, IsNotToldWhereAPartOfTheKeyIsUniqueAlready) {
  EXPECT_EQ(found_at_head("CREATE TABLE t " + columns + ", UNIQUE (id, b))"), Codes{});
}

TEST(UniqueOverNull, IsToldOfTheRevisionThatMadeTheKey) {
  EXPECT_EQ(findings_of({revision("a", {}, "CREATE TABLE t " + columns + ")", "DROP TABLE t"),
                         revision("b", {"a"}, "ALTER TABLE t ADD CONSTRAINT k UNIQUE (a, b)",
                                  "ALTER TABLE t DROP CONSTRAINT k"),
                         revision("c", {"b"}, "SELECT 1", "SELECT 1")}),
            Codes{"b: unique-lets-nulls-repeat on constraint k on public.t"});
}

/// A table that shows each tenant its own rows.
std::string tenants(const std::string& table) {
  return "CREATE TABLE " + table + " (id int PRIMARY KEY, tenant int NOT NULL); ALTER TABLE " +
         table + " ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON " + table +
         " USING (tenant = current_setting('app.tenant')::int);";
}

TEST(MissingRowSecurity, IsToldOfATableMadeLikeOneThatHasIt) {
  const Codes told{"a: row-security-missing on table public.u"};
  EXPECT_EQ(found_at_head(tenants("t") + "CREATE TABLE u (LIKE t INCLUDING ALL)"), told);
  EXPECT_EQ(found_at_head(tenants("t") + "CREATE TABLE u AS SELECT * FROM t"), told);
  EXPECT_EQ(found_at_head(tenants("t") + "CREATE TABLE u () INHERITS (t)"), told);
}

TEST(MissingRowSecurity, IsToldOfATableWithTheColumnOfTheOthersPolicies) {
  EXPECT_EQ(found_at_head(tenants("t") + tenants("v") +
                          "CREATE TABLE u (id int PRIMARY KEY, tenant int)"),
            Codes{"a: row-security-missing on table public.u"});
}

TEST(MissingRowSecurity, IsNotToldWithoutTheColumnOrOfAnotherType) {
  EXPECT_EQ(found_at_head(tenants("t") + tenants("v") +
                          "CREATE TABLE u (id int PRIMARY KEY); "
                          "CREATE TABLE w (tenant text); CREATE TABLE x (LIKE u); "
                          "CREATE TABLE y AS SELECT count(*) FROM t"),
            Codes{});
}

TEST(MissingRowSecurity, IsNotToldOfTheTenantsThemselvesNorOfPartitions) {
  EXPECT_EQ(found_at_head(tenants("t") + tenants("v") + "CREATE TABLE u (tenant int PRIMARY KEY)"),
            Codes{});
  EXPECT_EQ(found_at_head("CREATE TABLE t (id int, tenant int) PARTITION BY LIST (tenant); "
                          "ALTER TABLE t ENABLE ROW LEVEL SECURITY; "
                          "CREATE POLICY p ON t USING (tenant = 1); "
                          "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)"),
            Codes{});
}

TEST(MissingRowSecurity, IsNotToldWhereMostDoWithoutIt) {
  EXPECT_EQ(found_at_head(tenants("t") + tenants("v") +
                          "CREATE TABLE u (tenant int); "
                          "CREATE TABLE w (tenant int)"),
            Codes{});
}

}  // namespace
}  // namespace pgstair::walk

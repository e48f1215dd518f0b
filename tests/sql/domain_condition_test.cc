// SPDX-License-Identifier: MIT
#include "sql/domain_condition.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

TEST(DomainCondition, IsAskedOfAColumn) {
  EXPECT_EQ(with_value("VALUE > 0 AND (VALUE)::text ~ '^1'", "r.n"),
            "r.n > 0 AND (r.n)::text ~ '^1'");
  EXPECT_EQ(with_value("(VALUE).lower > 0", "r.\"VALUE\""), "(r.\"VALUE\").lower > 0");
  EXPECT_EQ(with_value("\"value\" IS NOT NULL", "r.n"), "r.n IS NOT NULL");
}

TEST(DomainCondition, MayHaveTheWordInStringsAndNames) {
  EXPECT_EQ(with_value("VALUE <> 'it''s VALUE' AND VALUE <> E'\\'VALUE'", "r.n"),
            "r.n <> 'it''s VALUE' AND r.n <> E'\\'VALUE'");
  EXPECT_EQ(with_value("\"VALUES\".\"VALUE_OK\"(VALUE, 'a'::\"MY VALUE\")", "r.n"),
            "\"VALUES\".\"VALUE_OK\"(r.n, 'a'::\"MY VALUE\")");
}

TEST(DomainCondition, IsLeftAloneIfItDoesNotParse) {
  EXPECT_EQ(with_value("VALUE IS JSON OBJECT SCALAR ?", "r.n"), std::nullopt);
}

}  // namespace
}  // namespace pgstair::sql

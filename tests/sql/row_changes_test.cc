// SPDX-License-Identifier: MIT
#include "sql/row_changes.h"

#include <gtest/gtest.h>

namespace pgstair::sql {
namespace {

TEST(RowChanges, AreThoseOfStatementsMadeForThem) {
  for (const char* statement : {"INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DELETE FROM t",
                                "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE",
                                "TRUNCATE t", "COPY t FROM STDIN"})
    EXPECT_TRUE(changes_rows(facts(statement))) << statement;
  for (const char* statement : {"COPY t TO STDOUT", "SELECT f()", "DO 'BEGIN DELETE FROM t; END'",
                                "CREATE TABLE t (a int)", "no statement"})
    EXPECT_FALSE(changes_rows(facts(statement))) << statement;
}

}  // namespace
}  // namespace pgstair::sql

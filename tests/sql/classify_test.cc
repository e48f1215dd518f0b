// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "sql/script.h"

namespace pgstair::sql {
namespace {

void expect_all(StatementClass wanted, std::initializer_list<const char*> statements) {
  for (const auto* statement : statements) {
    EXPECT_EQ(classify(statement), wanted) << statement;
  }
}

TEST(Classify, KnowsTransactionControl) {
  expect_all(
      StatementClass::transaction_control,
      {"BEGIN", "begin work", "START TRANSACTION READ ONLY", "COMMIT", "END", "ABORT", "ROLLBACK",
       "ROLLBACK TO SAVEPOINT a", "SAVEPOINT a", "RELEASE a", "PREPARE TRANSACTION 'x'",
       "COMMIT PREPARED 'x'", "ROLLBACK PREPARED 'x'", "-- why\n/* not /* nested */ */ Begin;"});
}

TEST(Classify, KnowsWhatTheServerRefusesInATransaction) {
  expect_all(StatementClass::outside_transaction,
             {"CREATE INDEX CONCURRENTLY i ON t (a)",
              "create unique index /* c */ concurrently i on t (a)",
              "DROP INDEX CONCURRENTLY IF EXISTS i",
              "REINDEX INDEX CONCURRENTLY i",
              "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
              "REINDEX DATABASE d",
              "REINDEX (VERBOSE) SYSTEM d",
              "REINDEX SCHEMA s",
              "VACUUM",
              "VACUUM (FULL) t",
              "CREATE DATABASE d",
              "DROP DATABASE IF EXISTS d",
              "CREATE TABLESPACE s LOCATION '/x'",
              "DROP TABLESPACE s",
              "ALTER SYSTEM SET a = 1",
              "ALTER DATABASE d SET TABLESPACE s",
              "CLUSTER",
              "CLUSTER VERBOSE;",
              "CLUSTER (VERBOSE)",
              "DISCARD ALL",
              "ALTER TABLE ONLY a.t DETACH PARTITION a.p CONCURRENTLY",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
              "DROP SUBSCRIPTION s",
              "ALTER SUBSCRIPTION s REFRESH PUBLICATION"});
}

TEST(Classify, TakesTheRestAsOrdinary) {
  expect_all(StatementClass::ordinary,
             {"",
              "CREATE INDEX i ON t (a)",
              "CREATE INDEX \"concurrently\" ON t (a)",
              "CREATE TABLE concurrently_built (a int)",
              "DROP INDEX i",
              "REINDEX TABLE t",
              "REINDEX (CONCURRENTLY_NOT) TABLE t",
              "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
              "ALTER TYPE e ADD VALUE 'x'",
              "ALTER TABLE t DETACH PARTITION p",
              "ALTER TABLE t ADD COLUMN concurrently_x int",
              "ALTER DATABASE d SET work_mem = '1MB'",
              "CLUSTER t USING i",
              "CLUSTER VERBOSE t",
              "DISCARD TEMP",
              "PREPARE p AS SELECT 1",
              "ANALYZE",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = off)",
              "ALTER SUBSCRIPTION s DISABLE",
              "DO $$ BEGIN COMMIT; END $$",
              "SELECT 'BEGIN'",
              "\"begin\"",
              "'commit'"});
}

TEST(Classify, KnowsCopyFromAndToTheClient) {
  expect_all(StatementClass::copy_to_client,
             {"COPY t TO STDOUT", "copy (select 1 from stdin) to stdout with (format csv)"});
  expect_all(StatementClass::copy_from_client,
             {"COPY t FROM STDIN", "copy s.t (a, b) from stdin with (format csv)",
              "COPY \"from\" FROM /* psql */ stdin"});
  expect_all(StatementClass::ordinary,
             {"COPY t FROM '/tmp/x'", "COPY t TO '/tmp/stdout'", "COPY t FROM PROGRAM 'stdin'"});
}

TEST(QuoteIdentifier, QuotesOnlyWhereSqlNeedsIt) {
  EXPECT_EQ(quote_identifier("users"), "users");
  EXPECT_EQ(quote_identifier("_a1$"), "_a1$");
  EXPECT_EQ(quote_identifier("Order"), "\"Order\"");
  EXPECT_EQ(quote_identifier("order"), "\"order\"");
  EXPECT_EQ(quote_identifier("between"), "\"between\"");
  EXPECT_EQ(quote_identifier("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quote_identifier("1a"), "\"1a\"");
  EXPECT_EQ(quote_identifier("größe"), "\"größe\"");
  EXPECT_EQ(quote_identifier(""), "\"\"");
}

TEST(QuoteLiteral, DoublesQuotesAndEscapesBackslashes) {
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal("a\\b'c"), "E'a\\\\b''c'");
}

}  // namespace
}  // namespace pgstair::sql

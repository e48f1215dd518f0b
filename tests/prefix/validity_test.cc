// SPDX-License-Identifier: MIT
#include "prefix/validity.h"

#include <gtest/gtest.h>

namespace pgstair::prefix {
namespace {

TEST(Texts, ReachOutsideTheirDatabase) {
  for (const char* text : {"SELECT pg_read_file('/etc/passwd')", "COPY\n a\tFROM\n'/tmp/a.csv'",
                           "copy a from program 'date'", "SELECT * FROM dblink('', '')",
                           "CREATE EXTENSION postgres_fdw", "CREATE EXTENSION PLPYTHON3U",
                           "-- +goose ENVSUB ON", "LOAD 'auto_explain'"}) {
    EXPECT_TRUE(reaches_outside(text)) << text;
  }
  for (const char* text :
       {"CREATE TABLE a (copy text, program text)", "COPY a FROM stdin;\n1\n\\.\n",
        "SELECT extract(year FROM '2020-01-01'::date)", "CREATE EXTENSION citext"}) {
    EXPECT_FALSE(reaches_outside(text)) << text;
  }
}

TEST(Texts, AskTheClock) {
  for (const char* text :
       {"SELECT now()", "CREATE TABLE p PARTITION OF a FOR VALUES FROM (CURRENT_DATE)",
        "DEFAULT now(), CHECK (at < now())", "INSERT INTO a VALUES ('now')",
        "a date DEFAULT date_trunc('day', now())", "SELECT age(born) FROM a"}) {
    EXPECT_TRUE(asks_the_clock(text)) << text;
  }
  for (const char* text : {"at timestamptz NOT NULL DEFAULT now()",
                           "at timestamptz\n  DEFAULT\n  (CURRENT_TIMESTAMP)", "message(id)"}) {
    EXPECT_FALSE(asks_the_clock(text)) << text;
  }
}

}  // namespace
}  // namespace pgstair::prefix

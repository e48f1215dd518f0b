// SPDX-License-Identifier: MIT
#include "postgres/server_error.h"

#include <gtest/gtest.h>

namespace pgstair::postgres {
namespace {

TEST(ServerError, ReadsTheFieldsOfAViolatedConstraint) {
  const auto error = parse_server_error(
      "ERROR:  23505: duplicate key value violates unique constraint \"users_pkey\"\n"
      "DETAIL:  Key (id)=(1) already exists.\n"
      "SCHEMA NAME:  public\n"
      "TABLE NAME:  users\n"
      "CONSTRAINT NAME:  users_pkey\n"
      "LOCATION:  _bt_check_unique, nbtinsert.c:664\n",
      "23505", "INSERT INTO users VALUES (1)");
  EXPECT_EQ(error.sqlstate, "23505");
  EXPECT_EQ(error.message, "duplicate key value violates unique constraint \"users_pkey\"");
  EXPECT_EQ(error.detail, "Key (id)=(1) already exists.");
  EXPECT_EQ(error.schema, "public");
  EXPECT_EQ(error.table, "users");
  EXPECT_EQ(error.constraint, "users_pkey");
  EXPECT_EQ(error.position, 0);
}

TEST(ServerError, PointsAtTheCharacterUnderTheCaret) {
  const auto error = parse_server_error(
      "ERROR:  42703: column \"nmae\" does not exist\n"
      "LINE 2:   nmae\n"
      "          ^\n"
      "HINT:  Perhaps you meant to reference the column \"t.name\".\n"
      "LOCATION:  errorMissingColumn, parse_relation.c:3656\n",
      "42703", "SELECT\n  nmae\nFROM t");
  EXPECT_EQ(error.message, "column \"nmae\" does not exist");
  EXPECT_EQ(error.hint, "Perhaps you meant to reference the column \"t.name\".");
  EXPECT_EQ(error.position, 10);
}

TEST(ServerError, PointsIntoALineThatLibpqShortened) {
  const std::string padding(100, 'x');
  const std::string statement = "SELECT '" + padding + "', nmae, '" + padding + "' FROM t";
  const auto error = parse_server_error(
      "ERROR:  42703: column \"nmae\" does not exist\n"
      "LINE 1: ...xxxxxxxxxx', nmae, 'xxxxxxxxxx...\n"
      "                        ^\n",
      "42703", statement);
  EXPECT_EQ(error.position, static_cast<int>(statement.find("nmae")) + 1);
}

TEST(ServerError, KeepsAMessageThatLooksLikeAField) {
  const auto error = parse_server_error(
      "ERROR:  P0001: first line\nDETAIL:  not a detail of ours\nDETAIL:  the real one\n", "P0001",
      "DO 1");
  EXPECT_EQ(error.detail, "the real one");
  EXPECT_EQ(error.message, "first line\nDETAIL:  not a detail of ours");
}

TEST(ServerError, HasNoPositionInTheStatementWhenAFunctionFailed) {
  const auto error = parse_server_error(
      "ERROR:  42P01: relation \"gone\" does not exist\n"
      "LINE 1: SELECT * FROM gone\n"
      "                      ^\n"
      "QUERY:  SELECT * FROM gone\n"
      "CONTEXT:  PL/pgSQL function f() line 3 at SQL statement\n",
      "42P01", "SELECT f()");
  EXPECT_EQ(error.position, 0);
  EXPECT_EQ(error.context, "PL/pgSQL function f() line 3 at SQL statement");
  EXPECT_EQ(error.message, "relation \"gone\" does not exist");
}

}  // namespace
}  // namespace pgstair::postgres

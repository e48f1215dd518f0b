// SPDX-License-Identifier: MIT
#include "catalog/read/whole_read.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "catalog/live/parallel_read.h"
#include "catalog/read/row_json.h"
#include "catalog/test_server.h"

namespace pgstair::catalog {

namespace {

/// Enough that several sessions read it.
constexpr const char* many_tables_with_keys =
    "DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, "
    "a text CHECK (a <> ''''), b int REFERENCES t%s); CREATE INDEX ON t%s (lower(a))', "
    "i, greatest(i - 1, 1), i); END LOOP; END $$; SELECT setval('t7_id_seq', 41)";

/// Where to connect as `role`, who may read the database.
std::string conninfo_of(const std::string& role, const postgres::ScratchDatabase& database) {
  return database.conninfo() +
         (database.conninfo().find("://") == std::string::npos ? " user=" + role : "&user=" + role);
}

TEST(WholeRead, ReadsBySeveralSessionsWhatOneReads) {
  TestDatabase database(many_tables_with_keys);
  const Snapshot alone = read_whole(database.session);
  const Snapshot together = read_in_parallel(database.session).snapshot;
  EXPECT_GT(alone.roots().size(), 500U);
  EXPECT_EQ(outline(diff(alone, together)), "");
  EXPECT_TRUE(alone.objects() == together.objects());
}

TEST(WholeRead, ReadsAloneIfTheServerLetsNoMoreSessionsIn) {
  TestDatabase database(many_tables_with_keys);
  database.session.execute("CREATE ROLE only_once LOGIN CONNECTION LIMIT 1");
  {
    postgres::Session session(conninfo_of("only_once", *database.database));
    const Snapshot together = read_in_parallel(session).snapshot;
    EXPECT_EQ(together.roots().size(), read_whole(database.session).roots().size());
  }
  database.session.execute("DROP ROLE only_once");
}

TEST(RowJson, SaysWhatTheServersOwnJsonSays) {
  TestDatabase database;
  constexpr const char* values =
      "(SELECT 1 AS number, -7::bigint AS long, true AS yes, false AS no, NULL::text AS nothing,"
      " E'a \"quoted\" back\\\\slash, \\n\\r\\t\\b\\f\\x01 and \\u00e9 \\U0001F600'::text AS text,"
      " ''::text AS empty, 'plain'::name AS \"a name\", 'x'::\"char\" AS one,"
      " '[\"a\", null]'::json AS list) AS v";
  const auto ours = database.session.execute(std::string("SELECT 'left out', v.* FROM ") + values);
  const auto theirs = database.session.execute(
      std::string("SELECT json_strip_nulls(row_to_json(v))::text FROM ") + values);
  const auto expected = nlohmann::ordered_json::parse(theirs.text(0, 0));
  const auto json = nlohmann::ordered_json::parse(row_json(ours, 0, 1));
  EXPECT_EQ(json, expected);
}

}  // namespace

}  // namespace pgstair::catalog

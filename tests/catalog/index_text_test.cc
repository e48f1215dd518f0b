// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "catalog/test_server.h"

namespace pgstair::catalog {

namespace {

/// Indexes that are plain, and indexes that differ from one by a single thing.
constexpr const char* indexes = R"(
  CREATE DOMAIN short_text AS varchar(5);
  CREATE TYPE mood AS ENUM ('glad', 'sad');
  CREATE TABLE "a table" (i int, b bigint, t text, v varchar(9), c char(3), n name, u uuid, d short_text, m mood,
                          l text COLLATE "C", "Ä ""quoted"" one" int, a int[], r int4range, j jsonb, o oid);
  CREATE INDEX plain ON "a table" (i);
  CREATE INDEX in_their_order ON "a table" (v, i, t, b);
  CREATE INDEX quoted ON "a table" ("Ä ""quoted"" one", "o");
  CREATE INDEX repeated ON "a table" (i, i);
  CREATE INDEX other_types ON "a table" (c, n, u);
  CREATE INDEX of_a_domain ON "a table" (d);
  CREATE INDEX of_an_enum ON "a table" (m);
  CREATE INDEX of_an_array ON "a table" (a);
  CREATE INDEX of_a_range ON "a table" (r);
  CREATE INDEX own_collation ON "a table" (l);
  CREATE INDEX other_collation ON "a table" (t COLLATE "C");
  CREATE INDEX collation_back ON "a table" (l COLLATE "default");
  CREATE INDEX descending ON "a table" (i, b DESC);
  CREATE INDEX nulls_first ON "a table" (i NULLS FIRST);
  CREATE INDEX including ON "a table" (i) INCLUDE (b);
  CREATE UNIQUE INDEX of_one ON "a table" (b);
  CREATE INDEX with_options ON "a table" (i) WITH (fillfactor = 70, deduplicate_items = off);
  CREATE INDEX partial ON "a table" (i) WHERE b > 3;
  CREATE INDEX expression ON "a table" (lower(t), i);
  CREATE INDEX other_class ON "a table" (t text_pattern_ops);
  CREATE INDEX other_class_of_varchar ON "a table" (v varchar_pattern_ops);
  CREATE INDEX class_of_varchar ON "a table" (v varchar_ops);
  CREATE INDEX hashed ON "a table" USING hash (i);
  CREATE INDEX inverted ON "a table" USING gin (j);
  CREATE INDEX summarized ON "a table" USING brin (i);
  CREATE TABLE parted (i int, t text) PARTITION BY RANGE (i);
  CREATE TABLE part PARTITION OF parted FOR VALUES FROM (1) TO (9);
  CREATE INDEX of_all_parts ON parted (t, i);
  CREATE MATERIALIZED VIEW seen AS SELECT i, t FROM "a table";
  CREATE UNIQUE INDEX of_a_view ON seen (i);)";

constexpr const char* nulls_are_one =
    R"(CREATE UNIQUE INDEX nulls_are_one ON "a table" (i) NULLS NOT DISTINCT)";

/// Takes the place of the server's class for text, where an index of varchar names none.
constexpr const char* default_for_varchar =
    "CREATE OPERATOR CLASS own DEFAULT FOR TYPE varchar USING btree"
    " AS FUNCTION 1 (varchar, varchar) bttextcmp(text, text);"
    R"(CREATE INDEX by_the_own_class ON "a table" (v); CREATE INDEX by_the_servers ON "a table" (v text_ops))";

/// What the snapshot says of each index after USING, by its name.
std::map<std::string, std::string> definitions(postgres::Session& session) {
  std::map<std::string, std::string> result;
  for (const Object& object : snapshot(session).objects()) {
    if (object.identity.kind != "index") continue;
    result[object.identity.name] = attributes(object).at("definition");
  }
  return result;
}

/// What the server says, without WITH, which is an attribute of its own.
std::map<std::string, std::string> deparsed(postgres::Session& session) {
  const auto rows = session.execute(
      "SELECT quote_ident(relname), regexp_replace(substring(pg_get_indexdef(oid) FROM ' USING "
      "(.*)'),"
      " ' WITH \\([^)]*\\)', '') FROM pg_class WHERE relkind IN ('i', 'I') AND relnamespace = "
      "'public'::regnamespace");
  std::map<std::string, std::string> result;
  for (std::size_t row = 0; row < rows.size(); ++row) result[rows.text(row, 0)] = rows.text(row, 1);
  return result;
}

TEST(IndexText, IsWhatTheServerSaysOfPlainIndexesAndOfOthers) {
  TestDatabase database(indexes);
  if (test_server_major() >= 15) database.session.execute(nulls_are_one);
  EXPECT_GE(definitions(database.session).size(), 28U);
  EXPECT_EQ(definitions(database.session), deparsed(database.session));
}

TEST(IndexText, NamesTheServersClassForVarcharBesideADefaultOfSomebodysOwn) {
  TestDatabase database(indexes);
  database.session.execute(default_for_varchar);
  EXPECT_EQ(definitions(database.session).at("by_the_own_class"), "btree (v)");
  EXPECT_EQ(definitions(database.session).at("by_the_servers"), "btree (v text_ops)");
  EXPECT_EQ(definitions(database.session), deparsed(database.session));
}

}  // namespace

}  // namespace pgstair::catalog

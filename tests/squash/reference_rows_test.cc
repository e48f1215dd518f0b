// SPDX-License-Identifier: MIT
//
// The rows that revisions wrote, in a squash of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "squash/squash_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ReferenceRows : public SquashTest {
 protected:
  /// The squash of a chain with these upgrades, which must be found right.
  std::string squash_of(const std::vector<std::string>& upgrades) const {
    FileTexts chain;
    std::string last;
    for (const auto& upgrade : upgrades) {
      last = "000" + std::to_string(chain.size() + 1);
      chain[last + "_a.sql"] = "-- migrate:up\n" + upgrade + "\n-- migrate:down\nSELECT 1;\n";
    }
    commit(chain);
    const auto ran = squash();
    EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
    return files()[last + "_initial.sql"];
  }
};

TEST_F(ReferenceRows, AreThoseThatAreLeftAtTheEndInTheOrderOfTheirForeignKeys) {
  const std::string text =
      squash_of({"CREATE TABLE b (id int PRIMARY KEY, parent int REFERENCES b, up int);"
                 "CREATE TABLE a (id serial PRIMARY KEY, b int NOT NULL REFERENCES b);"
                 "INSERT INTO b VALUES (2, 2, NULL), (1, 2, NULL), (3, 1, NULL);"
                 "INSERT INTO a (b) VALUES (1), (3), (3);",
                 "DELETE FROM a WHERE id = 2; UPDATE b SET parent = 3 WHERE id = 1;"
                 "CREATE TABLE c (); INSERT INTO c DEFAULT VALUES; DELETE FROM c;"});
  EXPECT_THAT(text, HasSubstr("INSERT INTO public.b (id, parent) VALUES\n"
                              "  (1, 3),\n  (2, 2),\n  (3, 1);\n"));
  EXPECT_THAT(text, HasSubstr("INSERT INTO public.a (id, b) VALUES\n  (1, 1),\n  (3, 3);\n"));
  EXPECT_LT(text.find("INTO public.b"), text.find("INTO public.a"));
  EXPECT_THAT(text, Not(HasSubstr("INSERT INTO public.c")));
}

TEST_F(ReferenceRows, AreWrittenAsTheyAreWhateverTheirType) {
  const std::string text = squash_of(
      {"CREATE TYPE mood AS ENUM ('so so', 'ok');"
       "CREATE TABLE t (i bigint, n numeric(10,2), f float8, b bool, s text, j jsonb, a text[],"
       "  y bytea, z timestamptz, v interval, m mood, c char(4), g int GENERATED ALWAYS AS (1) "
       "STORED);"
       "INSERT INTO t VALUES (-5, 'NaN', '-Infinity', true, E'it''s \\\\ a\\nb', "
       "'{\"a\": [1, null]}', '{\"x y\",NULL}', '\\x00ff', '2026-01-02 03:04:05.678+09', '1 day', "
       "'so so', 'ab');",
       "INSERT INTO t (i, n, f, b) VALUES (7, 1.50, 0.1, false);"});
  EXPECT_THAT(text, HasSubstr("(-5, 'NaN', '-Infinity', true, "));
  EXPECT_THAT(text, HasSubstr("(7, 1.50, 0.1, false, NULL, "));
  EXPECT_THAT(text, HasSubstr("'2026-01-01 18:04:05.678+00'"));
}

TEST_F(ReferenceRows, ComeBeforeWhatFiresOnThem) {
  const std::string text = squash_of(
      {"CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE log (id int);"
       "INSERT INTO t VALUES (1); CREATE MATERIALIZED VIEW m AS SELECT id FROM t;",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS "
       "$$ BEGIN INSERT INTO log VALUES (NEW.id); RETURN NEW; END $$;"
       "CREATE TRIGGER l AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
       "ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;"});
  EXPECT_LT(text.find("INSERT INTO public.t"), text.find("CREATE TRIGGER"));
  EXPECT_LT(text.find("INSERT INTO public.t"), text.find("CREATE MATERIALIZED VIEW"));
}

TEST_F(ReferenceRows, KeepTheExpressionsOfValuesThatDifferEachTime) {
  const std::string text = squash_of(
      {"CREATE TABLE t (id int PRIMARY KEY, token uuid DEFAULT gen_random_uuid(), key uuid,"
       "  at timestamptz, pick float8, day date);"
       "INSERT INTO t VALUES (1, DEFAULT, gen_random_uuid(), now(), random(), CURRENT_DATE),"
       "  (2, NULL, NULL, '2020-01-01', NULL, '2020-01-02');",
       "CREATE TABLE p (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text);"
       "CREATE TABLE q (p uuid REFERENCES p);"
       "INSERT INTO p (name) VALUES ('a'); INSERT INTO q SELECT id FROM p;"});
  EXPECT_THAT(text, AllOf(HasSubstr("-- token: each application has its own"),
                          HasSubstr("(1, DEFAULT, gen_random_uuid(), now(), "),
                          HasSubstr(", CURRENT_DATE),"),
                          HasSubstr("(2, NULL, NULL, '2020-01-01 00:00:00+00', NULL, "
                                    "'2020-01-02');"),
                          HasSubstr("-- pick differs from one application of the old revisions"),
                          HasSubstr("-- id differs from one application")))
      << "a value that another table refers to has to be one";
}

TEST_F(ReferenceRows, MayReferToEachOther) {
  squash_of(
      {"CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL);"
       "CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);"
       "INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1, 1);",
       "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;"});
}

TEST_F(ReferenceRows, GoThroughThePartitionedTable) {
  const std::string text = squash_of(
      {"CREATE TABLE p (id int, at date) PARTITION BY RANGE (at);"
       "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
       "CREATE TABLE o (id int); CREATE TABLE o_1 () INHERITS (o);",
       "INSERT INTO p VALUES (1, '2026-02-03'); INSERT INTO o VALUES (1); INSERT INTO o_1 VALUES "
       "(2);"});
  EXPECT_THAT(text, HasSubstr("INSERT INTO public.p (id, at) VALUES\n  (1, '2026-02-03');"));
  EXPECT_THAT(text, Not(HasSubstr("INSERT INTO public.p_1")));
  EXPECT_THAT(text, HasSubstr("INSERT INTO public.o (id) VALUES\n  (1);"));
}

}  // namespace
}  // namespace pgstair

// SPDX-License-Identifier: MIT
#include "sql/facts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pgstair::sql {
namespace {

using Kind = StatementKind;

std::string text(const std::set<Name>& names) {
  std::string result;
  for (const auto& name : names) {
    if (!result.empty()) result += " ";
    result += (name.schema.empty() ? "" : name.schema + ".") + name.name;
  }
  return result;
}

/// "reads a.b; writes c; calls f; rows: read write validate; session; code", what there is of it.
std::string summary(const Facts& facts) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& word, const std::set<Name>& names) {
    if (!names.empty()) parts.push_back(word + " " + text(names));
  };
  add("reads", facts.reads);
  add("writes", facts.writes);
  add("alters", facts.alters);
  add("refers", facts.refers);
  add(facts.if_not_exists ? "may create" : "creates", facts.creates);
  add("drops", facts.drops);
  add("calls", facts.calls);
  for (const auto& column : facts.added_columns) parts.push_back("adds " + column);
  std::string rows;
  if (facts.may_read_rows) rows += " read";
  if (facts.may_write_rows) rows += " write";
  if (facts.may_validate_rows) rows += " validate";
  if (!rows.empty()) parts.push_back("rows:" + rows);
  if (facts.may_change_session) parts.emplace_back("session");
  if (facts.runs_code) parts.emplace_back("code");
  std::string result;
  for (const auto& part : parts) result += (result.empty() ? "" : "; ") + part;
  return result;
}

struct Case {
  const char* statement;
  Kind kind;
  const char* summary;
};

void expect(const std::vector<Case>& cases) {
  for (const auto& [statement, kind, wanted] : cases) {
    const Facts found = facts(statement);
    EXPECT_EQ(found.kind, kind) << statement;
    EXPECT_EQ(summary(found), wanted) << statement;
  }
}

constexpr const char* anything = "rows: read write validate; session; code";

TEST(Facts, TellWhatQueriesReadAndWrite) {
  expect({
      {"SELECT 1", Kind::select, ""},
      {"-- why\nselect * from a.\"B\" join C using (x)", Kind::select,
       "reads c a.B; rows: read; session"},
      {"TABLE t", Kind::select, "reads t; rows: read; session"},
      {"VALUES (1)", Kind::select, ""},
      {"SELECT x FROM t FOR UPDATE OF t", Kind::select, "reads t; rows: read; session"},
      {"INSERT INTO t VALUES (1)", Kind::insert, "writes t; rows: read write; session"},
      {"UPDATE v SET a = 1 FROM u WHERE u.id = v.id", Kind::update,
       "reads u; writes v; rows: read write; session"},
      {"DELETE FROM ONLY s.t USING u", Kind::remove,
       "reads u; writes s.t; rows: read write; session"},
      {"MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", Kind::merge,
       "reads s; writes t; rows: read write; session"},
      {"TRUNCATE a, s.b", Kind::truncate, "writes a s.b; rows: write; session"},
      {"COPY t FROM '/file'", Kind::copy, "writes t; rows: write; session"},
      {"COPY (SELECT * FROM t) TO '/file'", Kind::copy, "reads t; rows: read; session"},
      {"EXPLAIN ANALYZE DELETE FROM t", Kind::remove, "writes t; rows: read write; session"},
  });
}

TEST(Facts, KnowNamesThatWithDefines) {
  expect({
      {"WITH gone AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM gone", Kind::insert,
       "writes t u; rows: read write; session"},
      {"WITH t AS (SELECT * FROM t) SELECT * FROM t", Kind::select, "reads t; rows: read; session"},
      {"WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
       Kind::select, ""},
      {"WITH n AS (SELECT 1) SELECT * FROM s.n", Kind::select, "reads s.n; rows: read; session"},
  });
}

TEST(Facts, TakeAFunctionForAnything) {
  const std::string suffix = std::string("; ") + anything;
  expect({
      {"SELECT f(x) FROM t", Kind::select, ("reads t; calls f" + suffix).c_str()},
      {"SELECT pg_catalog.set_config('search_path', '', false)", Kind::select,
       ("calls pg_catalog.set_config" + suffix).c_str()},
      {"CALL s.p(1)", Kind::call, ("calls s.p" + suffix).c_str()},
      {"DO $$ BEGIN END $$", Kind::code_block, anything},
      {"EXECUTE q", Kind::execute, anything},
      {"CREATE TABLE c AS EXECUTE q", Kind::create_table_as, ("creates c" + suffix).c_str()},
      {"PREPARE q AS DELETE FROM t", Kind::prepare, "writes t; rows: read write; session"},
  });
}

TEST(Facts, TellWhatFillsNewRelations) {
  expect({
      {"CREATE TABLE n AS TABLE t", Kind::create_table_as,
       "reads t; creates n; rows: read; session"},
      {"CREATE TABLE functions AS SELECT * FROM t", Kind::create_table_as,
       "reads t; creates functions; rows: read; session"},
      {"CREATE TABLE n AS TABLE t WITH NO DATA", Kind::create_table_as, "reads t; creates n"},
      {"SELECT * INTO n FROM t", Kind::create_table_as, "reads t; creates n; rows: read; session"},
      {"CREATE MATERIALIZED VIEW m AS TABLE t", Kind::materialized_view,
       "reads t; creates m; rows: read; session"},
      {"REFRESH MATERIALIZED VIEW s.m", Kind::materialized_view,
       "reads s.m; writes s.m; rows: read write; session"},
      {"REFRESH MATERIALIZED VIEW m WITH NO DATA", Kind::materialized_view, "writes m"},
  });
}

TEST(Facts, TellWhichDefinitionsHoldRowsAgainstSomething) {
  expect({
      {"CREATE TABLE t (a int DEFAULT f(), b int REFERENCES s.p)", Kind::create_table,
       "refers s.p; creates t"},
      {"CREATE TABLE IF NOT EXISTS t (a int)", Kind::create_table, "may create t"},
      {"CREATE TABLE c PARTITION OF p FOR VALUES IN (1)", Kind::create_table,
       "alters p; creates c; rows: validate"},
      {"CREATE TABLE c PARTITION OF p DEFAULT", Kind::create_table, "alters p; creates c"},
      {"ALTER TABLE s.p ATTACH PARTITION c FOR VALUES FROM (1) TO (2)", Kind::alter_table,
       "alters c s.p; rows: validate"},
      {"ALTER TABLE p DETACH PARTITION c", Kind::alter_table, "alters c p"},
      {"ALTER INDEX i ATTACH PARTITION j", Kind::alter_table, "alters i j"},
      {"ALTER TABLE t ADD COLUMN a int DEFAULT f(), ADD b int", Kind::alter_table,
       "alters t; calls f; adds a; adds b; rows: validate; code"},
      {"ALTER TABLE t ALTER a SET NOT NULL", Kind::alter_table, "alters t; rows: validate"},
      {"ALTER TABLE t ALTER a SET DEFAULT f(), ALTER b DROP NOT NULL", Kind::alter_table,
       "alters t"},
      {"ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p", Kind::alter_table,
       "alters t; refers p; rows: validate"},
      {"ALTER TABLE t ADD CHECK (a > 0) NOT VALID", Kind::alter_table, "alters t"},
      {"ALTER TABLE t VALIDATE CONSTRAINT c", Kind::alter_table, "alters t; rows: validate"},
      {"ALTER DOMAIN d ADD CHECK (VALUE > 0)", Kind::definition, "rows: validate"},
      {"ALTER DOMAIN d ADD CHECK (VALUE > 0) NOT VALID", Kind::definition, ""},
      {"ALTER DOMAIN d SET NOT NULL", Kind::definition, "rows: validate"},
      {"ALTER DOMAIN d DROP NOT NULL", Kind::definition, ""},
      {"CREATE INDEX i ON t (a)", Kind::create_index, "alters t"},
      {"CREATE UNIQUE INDEX i ON t (a)", Kind::create_index, "alters t; rows: validate"},
      {"CREATE INDEX i ON t ((a / b))", Kind::create_index, "alters t; rows: read"},
      {"CREATE INDEX i ON t (a) WHERE f(b)", Kind::create_index,
       "alters t; calls f; rows: read; code"},
  });
}

TEST(Facts, LeaveOtherDefinitionsAlone) {
  expect({
      {"CREATE VIEW v AS SELECT f(x) FROM t", Kind::definition, ""},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM t'", Kind::create_function,
       ""},
      {"CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f()", Kind::definition, ""},
      {"COMMENT ON TABLE t IS 'select'", Kind::definition, ""},
      {"ALTER TYPE e ADD VALUE 'x'", Kind::definition, ""},
      {"ALTER TABLE t RENAME TO u", Kind::definition, ""},
      {"GRANT SELECT ON t TO PUBLIC", Kind::definition, ""},
      {"DROP TABLE IF EXISTS s.a, b CASCADE", Kind::drop, "drops b s.a"},
      {"DROP FUNCTION f()", Kind::drop, ""},
      {"CREATE SCHEMA s CREATE TABLE t (a int)", Kind::definition, "creates t"},
  });
}

TEST(Facts, TellWhatEndsWithTheTransaction) {
  expect({
      {"SET LOCAL lock_timeout = '1s'", Kind::setting, ""},
      {"SET search_path = x", Kind::setting, "session"},
      {"RESET ALL", Kind::setting, "session"},
      {"DISCARD TEMP", Kind::setting, "session"},
      {"BEGIN", Kind::transaction, ""},
      {"LOCK TABLE t", Kind::other, ""},
      {"VACUUM t", Kind::maintenance, "reads t; rows: read validate"},
      {"REINDEX TABLE t", Kind::maintenance, "reads t; rows: read validate"},
  });
}

TEST(Facts, TakeWhatIsNotUnderstoodForAnything) {
  const std::string too_long = "SELECT 1" + std::string(100'000, ' ') + "+ 1";
  std::string too_deep = "SELECT 1";
  while (too_deep.size() < 400'000) too_deep += "+1";
  expect({
      {"", Kind::unknown, anything},
      {"-- nothing", Kind::unknown, anything},
      {"CREATE TABLE", Kind::unknown, anything},
      {"ALTER TABLE t ALTER a SET WHAT NO SERVER KNOWS YET", Kind::unknown, anything},
      {"SELECT 1; SELECT 2", Kind::unknown, anything},
      {too_long.c_str(), Kind::unknown, anything},
      {too_deep.c_str(), Kind::unknown, anything},
  });
}

TEST(Facts, BearAsDeepATreeAsIsParsed) {
  std::string deep = "SELECT a FROM t WHERE 1";
  while (deep.size() < 32'000) deep += "+1";
  EXPECT_EQ(summary(facts(deep)), "reads t; rows: read; session");
}

}  // namespace
}  // namespace pgstair::sql

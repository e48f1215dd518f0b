// SPDX-License-Identifier: MIT
//
// What `pgstair check` says of texts alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "static_check/check.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "verify/options.h"

namespace pgstair::static_check {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CheckOfTexts : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_.path() / name).parent_path());
    write_file(folder_.path() / name, text);
  }

  /// A chain of dbmate's format; what is not said of a downgrade is one that does something.
  void revision(const std::string& id, const std::string& up,
                const std::string& down = "SELECT 1;") const {
    write("chain/" + id + ".sql", "-- migrate:up\n" + up + "\n-- migrate:down\n" + down + "\n");
  }

  void configure(const std::string& settings) const {
    write("pgstair.toml", "chain = \"chain\"\n" + settings);
  }

  report::Result check_folder() const {
    return check({verify::read_configuration(folder_.path()),
                  {.base_ref = "", .released = "", .off = true}});
  }

  /// "severity code revision" of each finding.
  std::vector<std::string> found() const {
    std::vector<std::string> lines;
    for (const auto& finding : check_folder().findings) {
      lines.push_back(std::string(report::to_string(finding.severity)) + " " + finding.code + " " +
                      finding.revision);
    }
    return lines;
  }

  fs::path folder() const { return folder_.path(); }

 private:
  TempDir folder_;
};

// Rows where only schema belongs.

class SchemaOnly : public CheckOfTexts {
 protected:
  std::vector<std::string> found_of(const std::string& upgrade) const {
    revision("1_t", upgrade);
    return found();
  }
};

TEST_F(SchemaOnly, FindsEachStatementThatChangesRows) {
  configure("schema-only = true\n");
  for (const char* upgrade :
       {"INSERT INTO t VALUES (1);", "UPDATE t SET n = 1;", "DELETE FROM t;", "TRUNCATE t;",
        "COPY t FROM '/tmp/t';", "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE;",
        "WITH w AS (DELETE FROM t RETURNING id) SELECT count(*) FROM w;",
        "WITH w AS (INSERT INTO t VALUES (1) RETURNING id) SELECT * FROM w;",
        "DO $$ BEGIN UPDATE t SET n = 1; END $$;",
        "DO $$ BEGIN EXECUTE 'INSERT INTO t VALUES (1)'; END $$;",
        "CREATE FUNCTION fill() RETURNS void LANGUAGE sql AS 'DELETE FROM t'; SELECT fill();",
        "CREATE PROCEDURE fill() LANGUAGE sql AS 'DELETE FROM t'; CALL fill();"}) {
    EXPECT_THAT(found_of(upgrade), ElementsAre("error rows-in-schema-only-chain 1_t")) << upgrade;
  }
}

TEST_F(SchemaOnly, SaysThatAnUpgradeMayWhereTheTextDoesNotTell) {
  configure("schema-only = true\n");
  for (const char* upgrade :
       {"DO $$ DECLARE s text; BEGIN EXECUTE s; END $$;", "SELECT audit.enable('t');",
        "CALL refresh();",
        "CREATE FUNCTION f(s text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE s; END'; "
        "SELECT f('x');"}) {
    EXPECT_THAT(found_of(upgrade), ElementsAre("warning rows-in-schema-only-chain 1_t")) << upgrade;
  }
}

TEST_F(SchemaOnly, LeavesDefinitionsAlone) {
  configure("schema-only = true\n");
  for (const char* upgrade :
       {"CREATE TABLE t (id int);", "SELECT set_config('search_path', '', false);", "SELECT 1;",
        "DO $$ BEGIN IF true THEN EXECUTE 'CREATE TABLE t (id int)'; END IF; END $$;",
        "DO $$ BEGIN CREATE TYPE color AS ENUM ('red'); END $$;",
        "CREATE FUNCTION fill() RETURNS void LANGUAGE sql AS 'DELETE FROM t';",
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT one();",
        "CREATE RULE r AS ON DELETE TO v DO INSTEAD UPDATE t SET gone = true;"}) {
    EXPECT_THAT(found_of(upgrade), IsEmpty()) << upgrade;
  }
}

TEST_F(SchemaOnly, HasTheSeverityThatTheTeamWants) {
  revision("1_t", "DELETE FROM t;");
  configure("schema-only = \"warning\"\n");
  EXPECT_THAT(found(), ElementsAre("warning rows-in-schema-only-chain 1_t"));
  configure("schema-only = \"error\"\n");
  EXPECT_THAT(found(), ElementsAre("error rows-in-schema-only-chain 1_t"));
  for (const char* off : {"schema-only = \"off\"\n", "schema-only = false\n", ""}) {
    configure(off);
    EXPECT_THAT(found(), IsEmpty()) << off;
  }
  configure("schema-only = \"eror\"\n");
  EXPECT_THROW(found(), UsageError);
}

TEST_F(SchemaOnly, AllowsRowsOfATableThatTheRevisionMakesIfTheTeamDoes) {
  revision("1_t", "CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);");
  revision("2_more", "CREATE TABLE u (id int);\nINSERT INTO t VALUES (2);");
  revision("3_less", "CREATE TABLE v (id int);\nDELETE FROM v;");
  configure("schema-only = true\n");
  EXPECT_THAT(found(), ElementsAre("error rows-in-schema-only-chain 1_t",
                                   "error rows-in-schema-only-chain 2_more",
                                   "error rows-in-schema-only-chain 3_less"));
  configure("schema-only = true\nlookup-rows = true\n");
  EXPECT_THAT(found(), ElementsAre("error rows-in-schema-only-chain 2_more",
                                   "error rows-in-schema-only-chain 3_less"));
}

TEST_F(SchemaOnly, AllowsWhatTheTeamExceptsWithAReason) {
  revision("1_t", "DELETE FROM t;");
  revision("2_u", "-- pgstair: allow rows-in-schema-only-chain the table is empty\nDELETE FROM u;");
  configure(
      "schema-only = true\n[[allow]]\ncode = \"rows-in-schema-only-chain\"\n"
      "revision = \"1_t\"\nreason = \"before the rule\"\n");
  EXPECT_THAT(found(), IsEmpty());
}

// Other rules of revisions.

TEST_F(CheckOfTexts, FindsADowngradeThatDoesNothing) {
  configure("");
  revision("1_t", "CREATE TABLE t (id int);", "-- nothing to do");
  EXPECT_THAT(found(), ElementsAre("error downgrade-stub 1_t"));
}

TEST_F(CheckOfTexts, TakesNoDowngradeForAStubWhereTheUpgradeMayDoNothingEither) {
  configure("");
  revision("1_t", "CREATE TABLE IF NOT EXISTS t (id int);", "");
  revision("2_rows", "DELETE FROM t;", "");
  revision("3_role", "CREATE ROLE readers;", "");
  revision("4_said", "CREATE TABLE u (id int);", "-- migrate:irreversible its rows are needed");
  for (const auto& line : found()) EXPECT_THAT(line, Not(HasSubstr("downgrade-stub")));
}

TEST_F(CheckOfTexts, FindsAnOpenPointOfAReview) {
  configure("");
  revision("1_t", "-- - [x] the name\n-- - [ ] the index\nCREATE TABLE t (id int);");
  const auto result = check_folder();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().code, "review-pending");
  EXPECT_EQ(result.findings.front().location.line, 3);
}

TEST_F(CheckOfTexts, NotesADropUnlessSomethingIsSaidOfIt) {
  configure("");
  revision("1_t", "CREATE TABLE t (id int, n int);");
  revision("2_drop",
           "CREATE TABLE u (id int);\nDROP TABLE u;\nALTER TABLE t DROP COLUMN n;\n"
           "DROP INDEX t_n;");
  EXPECT_THAT(found(), ElementsAre("note undeclared-drop 2_drop"));
  revision("2_drop", "-- migrate:loses t.n\nALTER TABLE t DROP COLUMN n;");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckOfTexts, ReadsAProjectOfFlaskMigrateWithoutAlembic) {
  write("pgstair.toml", "config = \"migrations/alembic.ini\"\npython = \"python3\"\n");
  write("migrations/alembic.ini", "[alembic]\n");
  write("migrations/env.py", "");
  write("shop/__init__.py", "");
  write("shop/models.py", "class User(Base):\n    __tablename__ = 'users'\n");
  write("migrations/versions/1_t.py", R"(
from alembic import op
from shop.models import User

revision = "1"
down_revision = None


def upgrade():
    op.create_table(User.__tablename__)


def downgrade():
    """Later."""
)");
  EXPECT_THAT(found(), ElementsAre("warning revision-imports-models 1", "error downgrade-stub 1"));
}

TEST_F(CheckOfTexts, AllowsLookupRowsOfAlembicsRevisions) {
  write("alembic.ini", "[alembic]\nscript_location = .\n");
  write("versions/1_t.py", R"py(
import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    kinds = op.create_table("kinds", sa.Column("name", sa.Text))
    op.bulk_insert(kinds, [{"name": "a"}])
    op.execute("INSERT INTO kinds VALUES ('b')")
)py");
  const std::string head = "python = \"python3\"\n";
  write("pgstair.toml", head + "schema-only = true\n");
  EXPECT_THAT(found(), ElementsAre("error rows-in-schema-only-chain 1"));
  write("pgstair.toml", head + "schema-only = true\nlookup-rows = true\n");
  EXPECT_THAT(found(), IsEmpty());
  write("pgstair.toml", head);
  EXPECT_THAT(found(), ElementsAre("warning data-in-schema-revision 1"));
}

// The model.

TEST_F(CheckOfTexts, FindsWhatTheModelHasAndNoRevisionNames) {
  configure("model = \"model.sql\"\n");
  revision("1_t",
           "CREATE TABLE t (id int);\nDO $$ BEGIN EXECUTE 'CREATE TABLE by_code ()'; END $$;");
  write("model.sql",
        "CREATE TABLE T (id int);\nCREATE TABLE by_code ();\nCREATE INDEX ON t (id);\n"
        "CREATE VIEW w AS SELECT 1;\nCREATE TYPE color AS ENUM ('red');\n");
  std::vector<std::string> objects;
  for (const auto& finding : check_folder().findings) objects.push_back(finding.object);
  EXPECT_THAT(objects, ElementsAre("type color", "view w"));
}

TEST_F(CheckOfTexts, ReadsAModelThatPgDumpWrote) {
  configure("model = \"model.sql\"\n");
  revision("1_t", "CREATE TABLE t (id int);");
  write("model.sql",
        "\\restrict x\nSET statement_timeout = 0;\nCREATE TABLE public.t (\n    id integer\n);\n"
        "COPY public.t (id) FROM stdin;\n1\n\\.\n\\unrestrict x\n");
  EXPECT_THAT(found(), IsEmpty());
}

// Data scripts.

TEST_F(CheckOfTexts, LeavesDataScriptsAloneThatAreAsTheyShouldBe) {
  configure("data-scripts = \"scripts\"\n");
  revision("1_t", "CREATE TABLE t (id int, n int);");
  write("scripts/2024-05-31-one.sql", "UPDATE t SET n = 0 WHERE n IS NULL;\n");
  write("scripts/20240601_two.sql",
        "BEGIN;\nINSERT INTO t SELECT 1 WHERE NOT EXISTS (SELECT FROM t);\n"
        "DELETE FROM t WHERE id = 2;\nCOMMIT;\n");
  write("scripts/2024_06_02/note.txt", "not a script\n");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckOfTexts, RefusesAFolderOfDataScriptsThatIsNotThere) {
  configure("data-scripts = \"scripts\"\n");
  revision("1_t", "CREATE TABLE t (id int);");
  EXPECT_THROW(found(), UsageError);
}

// Allowances, and the program.

TEST_F(CheckOfTexts, TellsOnlyThoseAllowancesAsUnusedForWhichItLooks) {
  configure(
      "[[allow]]\ncode = \"downgrade-loses-object\"\nreason = \"a\"\n"
      "[[allow]]\ncode = \"late-revision\"\nreason = \"b\"\n"
      "[[allow]]\ncode = \"review-pending\"\nreason = \"c\"\n");
  revision("1_t", "CREATE TABLE t (id int);");
  const auto result = check_folder();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_THAT(result.findings.front().message, HasSubstr("review-pending"));
}

TEST_F(CheckOfTexts, EndsWithTheExitCodesAndReportsOfVerify) {
  configure("");
  revision("1_t", "CREATE TABLE t (id int);");
  const auto pgstair = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {PGSTAIR_BINARY, "check", folder().string()});
    return run({.arguments = arguments});
  };
  EXPECT_EQ(pgstair({"--no-base-ref"}).exit_code, 0);
  EXPECT_EQ(pgstair({"--base-ref", "main"}).exit_code, 2);
  revision("1_t", "CREATE TABLE t (id int);", "");
  EXPECT_EQ(pgstair({"--no-base-ref"}).exit_code, 1);
  EXPECT_THAT(pgstair({"--format", "json"}).out, HasSubstr("\"code\": \"downgrade-stub\""));
  EXPECT_THAT(pgstair({"--format", "junit"}).out,
              HasSubstr("testsuite name=\"pgstair.downgrade\""));
}

}  // namespace
}  // namespace pgstair::static_check

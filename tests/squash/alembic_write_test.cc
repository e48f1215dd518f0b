// SPDX-License-Identifier: MIT
//
// pgstair squash writes a squash of an Alembic project.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "python_packages.h"
#include "squash/squash_test.h"

namespace pgstair {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class WriteAlembic : public SquashTest {
 protected:
  void SetUp() override {
    const auto missing = missing_python_packages({"alembic", "sqlalchemy", "psycopg2"});
    if (!missing.empty()) GTEST_SKIP() << missing;
  }

  static std::string revision(const std::string& id, const std::string& parent,
                              const std::string& upgrade, const std::string& more = "") {
    return "\"\"\"" + id +
           "\n\nCreate Date: 2026-03-04 05:06:07\n\"\"\"\nfrom alembic import op\n" +
           "revision = '" + id + "'\ndown_revision = " + parent + "\n" + more +
           "\n\ndef upgrade():\n    op.execute(\"\"\"" + upgrade + "\"\"\")\n";
  }

  FileTexts project() const {
    return {
        {"pgstair.toml", "python = \"/usr/bin/python3\"\n"},
        {"alembic.ini",
         "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://app@db/app\n"
         "file_template = %%(year)d_%%(rev)s_%%(slug)s\n"},
        {"migrations/env.py",
         "from alembic import context\nfrom sqlalchemy import create_engine\n"
         "url = context.config.get_main_option('sqlalchemy.url')\n"
         "with create_engine(url).connect() as connection:\n"
         "    context.configure(connection=connection)\n"
         "    with context.begin_transaction():\n        context.run_migrations()\n"},
        {"migrations/script.py.mako",
         "\"\"\"${message}\n\nCreate Date: ${create_date}\n\"\"\"\n# our own template\n"
         "from alembic import op\n\nrevision = ${repr(up_revision)}\n"
         "down_revision = ${repr(down_revision)}\nbranch_labels = ${repr(branch_labels)}\n\n\n"
         "def upgrade():\n    ${upgrades if upgrades else \"pass\"}\n\n\n"
         "def downgrade():\n    ${downgrades if downgrades else \"pass\"}\n"},
        {"migrations/versions/a1.py",
         revision("a1", "None",
                  "CREATE EXTENSION citext; CREATE TABLE kinds (id int PRIMARY KEY, name text,"
                  " email citext CHECK (email ~ E'\\\\\\\\S+ ?'))",
                  "branch_labels = ('shop',)")},
        {"migrations/versions/b2.py",
         revision("b2", "'a1'",
                  "INSERT INTO kinds VALUES (1, '5 % of \\\\:all'), (2, 'a::b c:d')")},
        {"migrations/versions/c3.py", revision("c3", "'b2'", "ALTER TABLE kinds ADD note text")}};
  }

  std::vector<std::string> versions() const { return names("db/migrations/versions"); }
};

TEST_F(WriteAlembic, KeepsTheIdTheLabelsAndTheTemplate) {
  commit(project());
  const auto ran = squash({"--upto", "b2"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(versions(), ElementsAre("2026_b2_initial.py", "c3.py"));
  EXPECT_THAT(
      files()["migrations/versions/2026_b2_initial.py"],
      AllOf(HasSubstr("Stands for 2 revisions, a1 to b2:\n"), HasSubstr("# our own template"),
            HasSubstr("revision = 'b2'\ndown_revision = None\n"),
            HasSubstr("branch_labels = ('shop',)"), HasSubstr("Create Date: 2026-03-04 05:06:07\n"),
            HasSubstr("raise NotImplementedError(\"this squash stands for 2 revisions")));
}

TEST_F(WriteAlembic, HasAnIdOfItsOwnWhereNothingIsDeployed) {
  commit(project());
  const auto ran = squash({"--fresh", "-m", "first release"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  ASSERT_EQ(versions().size(), 1u);
  EXPECT_THAT(versions().front(), testing::MatchesRegex("2026_[0-9a-f]{12}_first_release.py"));
}

TEST_F(WriteAlembic, LeavesTheFolderAsItWasIfTheCheckFails) {
  FileTexts chain = project();
  chain["migrations/versions/c3.py"] =
      revision("c3", "'b2'",
               "DO $$ BEGIN ASSERT (SELECT xmin FROM pg_class WHERE relname = 'kinds') <> "
               "(SELECT xmin FROM kinds LIMIT 1); END $$");
  commit(chain);
  const FileTexts before = files();
  EXPECT_EQ(squash({"--upto", "b2"}).exit_code, 1);
  EXPECT_EQ(files(), before);
}

TEST_F(WriteAlembic, CheckTellsOfALabelThatIsGone) {
  FileTexts chain = project();
  commit(chain);
  write("db/migrations/versions/a1.py",
        replace_all(chain["migrations/versions/a1.py"], "branch_labels = ('shop',)", ""));
  const auto ran = squash({"--check", "--against", "HEAD"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("warning  squash-forgets"),
                             HasSubstr("No revision of the new chain has the branch label shop")));
}

TEST_F(WriteAlembic, RefusesARangeThatALaterRevisionDependsOnWithin) {
  FileTexts chain = project();
  chain["migrations/versions/d4.py"] = revision("d4", "'c3'", "SELECT 1", "depends_on = 'a1'");
  commit(chain);
  const auto ran = squash({"--upto", "b2"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("d4 builds on a1 and not on b2"));
}

}  // namespace
}  // namespace pgstair

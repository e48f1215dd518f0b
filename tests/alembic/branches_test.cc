// SPDX-License-Identifier: MIT
//
// Branches are what Alembic takes for branches: labels, depends_on and version_locations are read
// through its own script directory.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/project_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlembicBranches : public ProjectTest {};

TEST_F(AlembicBranches, ALabelInTheMiddleOfABranchCountsForItsHead) {
  write_table("b1", "'a1'");
  write_table("b2", "'b1'", "branch_labels = ('billing',)\n");
  write_table("b3", "'b2'");
  write_table("c1", "'a1'", "branch_labels = 'stock'\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicBranches, ThatStayAreTheChainForDiff) {
  write_table("b1", "'a1'", "branch_labels = 'billing'\n");
  write_table("c1", "'a1'", "branch_labels = 'stock'\n");
  write("all.sql",
        "CREATE TABLE t (id int); CREATE TABLE t_b1 (id int); CREATE TABLE t_c1 (id int);");
  const auto result = pgstair({"diff", "chain", (folder() / "all.sql").string(), "-C",
                               folder().string(), "--ignore", "alembic_version*"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("chain@heads"));
}

TEST_F(AlembicBranches, OnesThatAreToBeMergedAreAmbiguousForDiff) {
  write_table("b1", "'a1'");
  write_table("c1", "'a1'");
  write("all.sql",
        "CREATE TABLE t (id int); CREATE TABLE t_b1 (id int); CREATE TABLE t_c1 (id int);");
  const auto at = [&](const std::string& name) {
    return pgstair({"diff", name, (folder() / "all.sql").string(), "-C", folder().string(),
                    "--ignore", "alembic_version*"})
        .exit_code;
  };
  EXPECT_EQ(at("chain"), 2);
  EXPECT_EQ(at("chain@heads"), 0);
}

TEST_F(AlembicBranches, AForkAfterALabelIsTold) {
  write_table("b1", "'a1'", "branch_labels = ('billing',)\n");
  write_table("b2", "'b1'");
  write_table("b3", "'b1'");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("two-heads"));
}

TEST_F(AlembicBranches, ADependencyMayNameABranch) {
  write_table("b1", "'a1'", "branch_labels = ('billing',)\n");
  write_revision("c1", "None", "op.execute('CREATE TABLE t_c1 (LIKE t_b1)')",
                 "branch_labels = ('stock',)\ndepends_on = 'billing'\n");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(AlembicBranches, FoldersOfVersionsAreThoseOfTheConfiguration) {
  configure("version_locations = %(here)s/migrations/versions %(here)s/plugin/versions\n");
  write("plugin/versions/p1.py",
        "from alembic import op\nrevision = 'p1'\ndown_revision = None\nbranch_labels = "
        "('plugin',)\ndepends_on = 'a1'\n\n\ndef upgrade():\n    op.execute('CREATE TABLE p "
        "(LIKE t)')\n\n\ndef downgrade():\n    op.execute('DROP TABLE p')\n");
  write_table("a2", "'a1'");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("3 revisions"));
}

TEST_F(AlembicBranches, SeveralHeadsAreToBeMerged) {
  write_table("b1", "'a1'");
  write_table("c1", "'a1'");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("alembic merge"));
}

TEST_F(AlembicBranches, AnIdThatAlembicReservesIsTold) {
  write_table("base", "'a1'");
  const auto result = verify();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err,
              HasSubstr("migrations/versions/base.py:3: Alembic reserves the id 'base'"));
  EXPECT_THAT(result.err, Not(HasSubstr("AssertionError")));
}

}  // namespace
}  // namespace pgstair::cli

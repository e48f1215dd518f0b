// SPDX-License-Identifier: MIT
//
// What docs/alembic.md tells people to put into their CI and their pytest, run in a project.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "alembic/alembic_test.h"
#include "alembic/documented.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A copy of a scenario's project, with pgstair in the PATH.
class AlembicInCi : public AlembicTest {
 protected:
  AlembicInCi() : AlembicTest({"pytest"}) {
    std::filesystem::copy(scenario("reapply-fails-alembic-enum"), folder(),
                          std::filesystem::copy_options::recursive);
  }

  ProcessResult run_in_project(Arguments arguments) const {
    const std::string programs = std::filesystem::path(PGSTAIR_BINARY).parent_path().string();
    return run({.arguments = std::move(arguments),
                .directory = folder(),
                .set = {"PATH=" + programs + ":" + std::getenv("PATH")}});
  }

  ProcessResult pytest() const {
    return run_in_project({"/usr/bin/python3", "-m", "pytest", "-p", "no:cacheprovider", "-rA",
                           "-o", "addopts=", "tests"});
  }
};

/// What the job runs that is pgstair's.
std::string step_of_job() {
  const std::string job = documented("yaml", "jobs:");
  for (const auto line : lines(job)) {
    const auto step = line.find("- run: pgstair ");
    if (step != std::string_view::npos) return std::string(line.substr(step + 7));
  }
  return {};
}

TEST_F(AlembicInCi, TheDocumentedJobFailsAndKeepsAReportOfEachRevision) {
  ASSERT_THAT(step_of_job(), HasSubstr("verify"));
  const auto result = run_in_project({"/bin/sh", "-c", step_of_job()});
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("2c41"));
  EXPECT_THAT(read_file(folder() / "migrations.xml"),
              AllOf(HasSubstr("<testsuites"), HasSubstr("name=\"1b30\""), HasSubstr("<failure"),
                    HasSubstr("order_state")));
}

TEST_F(AlembicInCi, TheDocumentedTestHasACaseForEachRevisionAndCheck) {
  write("tests/test_migrations.py", documented("python", "pytest"));
  const auto result = pytest();
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("PASSED tests/test_migrations.py::test_migrations[pgstair.round_trip.1b30]"),
            HasSubstr("FAILED tests/test_migrations.py::test_migrations[pgstair.round_trip.2c41]"),
            HasSubstr("enum public.order_state is still there after the downgrade")));
}

TEST_F(AlembicInCi, TheDocumentedTestSaysWhyNothingWasVerified) {
  write("tests/test_migrations.py", documented("python", "pytest"));
  write("migrations/env.py", "import shop_settings\n");
  const auto result = pytest();
  EXPECT_EQ(result.exit_code, 2) << result.out << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("No module named 'shop_settings'"),
                                HasSubstr("migrations/env.py:1"), Not(HasSubstr("PASSED"))));
}

}  // namespace
}  // namespace pgstair::cli

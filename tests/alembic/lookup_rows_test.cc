// SPDX-License-Identifier: MIT
//
// Chains that bring rows of their own, walked by several servers: none reports an upgrade that a
// plain `alembic upgrade head` does not fail at.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "alembic/alembic_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class AlembicLookupRows : public AlembicTest, public testing::WithParamInterface<const char*> {};

TEST_P(AlembicLookupRows, AreThoseOfAPlainUpgradeOnEachServer) {
  std::filesystem::copy(scenario(std::string("downgrade-moves-sequence-alembic-") + GetParam()),
                        folder(), std::filesystem::copy_options::recursive);
  // One for each revision, so that each begins where another server has been; one alone walks the
  // scenario itself (tests/scenarios).
  const auto result = pgstair({"verify", folder().string(), "--jobs", "3"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("downgrade-moves-sequence"));
  EXPECT_THAT(result.out, Not(HasSubstr("upgrade-fails")));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, AlembicLookupRows,
                         testing::Values("lookup-rows", "setval", "rows-stay", "merge"),
                         [](const auto& scenario) {
                           std::string name = scenario.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace pgstair::cli

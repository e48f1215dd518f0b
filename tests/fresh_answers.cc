// SPDX-License-Identifier: MIT
//
// In every test program: what a test says of pgstair is found by it, and not remembered; and it is
// the same whatever CI service runs the tests.

#include <gtest/gtest.h>

#include <cstdlib>

namespace pgstair {
namespace {

class FreshAnswers : public testing::Environment {
 public:
  void SetUp() override {
    ::setenv("PGSTAIR_NO_CACHE", "1", 1);
    ::unsetenv("GITHUB_ACTIONS");
  }
};

[[maybe_unused]] const auto* const fresh_answers =
    testing::AddGlobalTestEnvironment(new FreshAnswers);

}  // namespace
}  // namespace pgstair

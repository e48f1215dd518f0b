// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/result.h"
#include "verify/options.h"

/// A chain as the tests of another test runner (ctest, GoogleTest): which there are, known from the
/// files alone, and what one walk says to each of them.
namespace pgstair::named_tests {

/// What becomes a test of its own.
enum class Each {
  chain,     ///< all in one: "chain"
  revision,  ///< "0007_add_email", beside the checks of the whole chain: "model", "full_descent" …
  check,     ///< "0007_add_email.round_trip", likewise
};

/// By those names. Throws UsageError for another.
Each each_named(const std::string& name);

/// The test that has what belongs to no other: what is wrong with the files and the graph, and
/// whatever is said of the chain as a whole without a check of that name.
inline constexpr const char* structure = "structure";

/// A test, known before anything ran.
struct NamedTest {
  std::string name;      ///< unique in the chain
  std::string revision;  ///< empty: of the chain as a whole
  std::string check;     ///< empty: all of them
  Location location;     ///< what a person would open: where the revision's upgrade begins
};

/// The tests of the chain that the options name, the base's first, then those of the chain as a
/// whole. Starts no server; an Alembic project's revisions are read from their syntax trees where
/// these tell. Throws as verify::read_chain().
std::vector<NamedTest> tests_of(const verify::Options& options, Each each);

/// What a walk says to one test.
struct TestResult {
  enum class Outcome { passed, failed, skipped };
  std::string name;
  Outcome outcome = Outcome::passed;
  std::string text;  ///< its findings, as compilers write them, and what was not checked
};

/// "passed", "failed", "skipped".
std::string_view to_string(TestResult::Outcome outcome);

/// What the walk says to each: a test fails if a finding of its own is at `fail_on` or above, and
/// is skipped if a check of its own did not run. Every finding is some test's.
std::vector<TestResult> judge(const report::Result& result, const std::vector<NamedTest>& tests,
                              report::Severity fail_on);

}  // namespace pgstair::named_tests

// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "named_tests/named_tests.h"
#include "named_tests/results_file.h"

namespace pgstair::named_tests {
namespace {

using report::Severity;
using report::Verdict;
using testing::HasSubstr;
using Outcome = TestResult::Outcome;

report::Finding finding(const std::string& revision, const std::string& check,
                        Severity severity = Severity::error) {
  report::Finding made;
  made.code = "some-code";
  made.severity = severity;
  made.check = check;
  made.revision = revision;
  made.message = "of " + revision + " in " + check;
  return made;
}

/// Two revisions; the second one's round trip did not run.
report::Result walked() {
  report::Result result;
  result.revisions = {
      {"1", "1.sql", {{"replay", Verdict::passed}, {"round_trip", Verdict::failed}}, {}, 0},
      {"2",
       "2.sql",
       {{"replay", Verdict::passed}, {"round_trip", Verdict::not_checked}},
       {{"round_trip", "there is no downgrade"}},
       0}};
  result.chain_checks = {{"model", Verdict::passed}};
  return result;
}

/// "name outcome", for each test.
std::vector<std::string> outcomes(const std::vector<TestResult>& results) {
  std::vector<std::string> all;
  for (const auto& result : results) {
    all.push_back(result.name + (result.outcome == Outcome::passed    ? " passed"
                                 : result.outcome == Outcome::skipped ? " skipped"
                                                                      : " failed"));
  }
  return all;
}

using All = std::vector<std::string>;

const std::vector<NamedTest> by_revision{{"structure", "", "structure", {}},
                                         {"model", "", "model", {}},
                                         {"1", "1", "", {}},
                                         {"2", "2", "", {}}};

TEST(Judge, GivesEachTestWhatIsItsOwn) {
  auto result = walked();
  result.findings = {finding("1", "round_trip")};
  const auto judged = judge(result, by_revision, Severity::error);
  EXPECT_EQ(outcomes(judged), (All{"structure passed", "model passed", "1 failed", "2 skipped"}));
  EXPECT_EQ(judged[2].text, "error: of 1 in round_trip [some-code]\n");
  EXPECT_EQ(judged[3].text, "not checked: round_trip: there is no downgrade\n");
}

TEST(Judge, LosesNoFinding) {
  auto result = walked();
  result.findings = {finding("9_gone", "replay"), finding("2", "chain"),
                     finding("", "no_such_check")};
  const auto judged = judge(result, by_revision, Severity::error);
  EXPECT_EQ(outcomes(judged)[0], "structure failed");
  for (const auto& lost : result.findings) EXPECT_THAT(judged[0].text, HasSubstr(lost.message));
}

TEST(Judge, FailsFromTheSeverityAskedFor) {
  auto result = walked();
  result.findings = {finding("1", "replay", Severity::note),
                     finding("1", "replay", Severity::warning)};
  EXPECT_EQ(outcomes(judge(result, by_revision, Severity::error))[2], "1 passed");
  const auto judged = judge(result, by_revision, Severity::warning);
  EXPECT_EQ(outcomes(judged)[2], "1 failed");
  EXPECT_THAT(judged[2].text, testing::StartsWith("warning: ")) << "the worst comes first";
}

TEST(Judge, SkipsWhatTheWalkDidNotComeTo) {
  const std::vector<NamedTest> tests{
      {"structure", "", "structure", {}}, {"3", "3", "", {}}, {"1.session", "1", "session", {}}};
  EXPECT_EQ(outcomes(judge(walked(), tests, Severity::error)),
            (All{"structure skipped", "3 skipped", "1.session skipped"}))
      << "what has no test of its own is told in that of the chain";
}

TEST(ResultsFile, ReadsWhatItWrote) {
  const Results results{"0123456789abcdef",
                        {{"a b", Outcome::passed, ""},
                         {"0001_\"x\"", Outcome::failed, "db/1.sql:1:1: error\nend\n"},
                         {"end", Outcome::skipped, "not checked"}}};
  const Results read = parse_results(render(results), "results");
  EXPECT_EQ(read.inputs, results.inputs);
  ASSERT_EQ(read.tests.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read.tests[i].name, results.tests[i].name);
    EXPECT_EQ(read.tests[i].outcome, results.tests[i].outcome);
    EXPECT_EQ(read.tests[i].text, results.tests[i].text);
  }
}

TEST(ResultsFile, ThatIsCutShortIsRefused) {
  const std::string whole = render({"", {{"a", Outcome::failed, "text"}}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_THROW(parse_results(whole.substr(0, length), "results"), UsageError) << length;
  }
}

}  // namespace
}  // namespace pgstair::named_tests

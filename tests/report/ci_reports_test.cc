// SPDX-License-Identifier: MIT
//
// Reports for the services that show them: held against schemas, and against what the services
// drop in silence.
#include "report/ci/reports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "python_packages.h"
#include "report/finding_catalog.h"
#include "support/file.h"
#include "support/process.h"
#include "support/temp_dir.h"
#include "support/text.h"

namespace pgstair::report {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Finding lost_index(int number, Severity severity) {
  Finding finding;
  finding.code = "downgrade-leaves-residue";
  finding.severity = severity;
  finding.check = "round_trip";
  finding.revision = "0042 ünïcode";
  finding.object = "index i" + std::to_string(number) + " on public.t";
  finding.message = "index \"i\" | <b>is</b> still there:\n::error::100 %, @all ```";
  finding.location = {"db/my chain/0042 ü,b.sql", 7 + number, 3};
  finding.evidence["statement"] = "CREATE INDEX ü ON t (a)\n::add-mask::a";
  finding.advice = "Drop it in the downgrade.";
  return finding;
}

/// Notes first, as a walk may find them; two that are equal but for their line.
Result with_findings(int count) {
  Result result;
  result.server_version = "15.18";
  result.chain_path = "db/my chain";
  result.revisions = {{"0001", "db/my chain/0001.sql", {}, {}, 0},
                      {"0042 ünïcode", "db/my chain/0042 ü,b.sql", {}, {}, 0}};
  result.chain_checks_not_run["model"] = "there is no model";
  const Severity severities[] = {Severity::note, Severity::warning, Severity::error};
  for (int i = 0; i < count; ++i)
    result.findings.push_back(lost_index(i, severities[i * 3 / std::max(count, 1)]));
  if (count > 1) {
    Finding again = result.findings.back();
    again.location.line += 1;
    result.findings.push_back(again);
    Finding of_chain;
    of_chain.code = "two-heads";
    of_chain.check = "chain";
    of_chain.message = "the chain has 2 heads";
    result.findings.push_back(of_chain);
  }
  return result;
}

const std::filesystem::path here = std::filesystem::current_path();

std::string complaints_of_schema(const std::string& schema, const std::string& report) {
  const TempDir folder("pgstair-test-");
  const auto file = folder.path() / "report.json";
  write_file(file, report);
  const auto result =
      run({.arguments = {test_python, "-c",
                         "import json, sys, jsonschema\n"
                         "schema, report = (json.load(open(f)) for f in sys.argv[1:])\n"
                         "validator = jsonschema.validators.validator_for(schema)\n"
                         "validator.check_schema(schema)\n"
                         "for error in validator(schema).iter_errors(report):\n"
                         "    print(error.message, list(error.path))\n",
                         PGSTAIR_SOURCE_DIR "/tests/report/schema/" + schema, file.string()}});
  return result.out + result.err;
}

class AgainstItsSchema : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    const auto missing = missing_python_packages({"jsonschema"});
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
};

TEST_P(AgainstItsSchema, SarifHolds) {
  EXPECT_EQ(complaints_of_schema("sarif-2.1.0.json", render_sarif(with_findings(GetParam()), here)),
            "");
}

TEST_P(AgainstItsSchema, CodeQualityHolds) {
  EXPECT_EQ(complaints_of_schema("gitlab-code-quality.json",
                                 render_code_quality(with_findings(GetParam()), here)),
            "");
}

TEST_F(AgainstItsSchema, AReportThatBreaksItIsNoticed) {
  const std::string sarif =
      replace_all(render_sarif(with_findings(1), here), "\"text\"", "\"txt\"");
  EXPECT_NE(complaints_of_schema("sarif-2.1.0.json", sarif), "");
}

INSTANTIATE_TEST_SUITE_P(Reports, AgainstItsSchema, testing::Values(0, 1, 2000));

TEST(Sarif, HasWhatGitHubRequires) {
  const auto log = nlohmann::json::parse(render_sarif(with_findings(3), here));
  const auto& run = log["runs"][0];
  EXPECT_EQ(run["automationDetails"]["id"], "pgstair/db/my chain/");
  for (const auto& rule : run["tool"]["driver"]["rules"]) {
    for (const char* text : {"shortDescription", "fullDescription", "help"})
      EXPECT_NE(rule[text]["text"], "") << rule;
  }
  const auto& place = run["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "db/my%20chain/0042%20%C3%BC%2Cb.sql");
  EXPECT_EQ(
      place["region"],
      (nlohmann::json{{"startLine", 9}, {"startColumn", 3}, {"endLine", 9}, {"endColumn", 26}}));
  EXPECT_THAT(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
              "not checked: model: there is no model");
}

TEST(Sarif, HasTextsThatGitHubTakesForEachFinding) {
  constexpr std::size_t most_characters = 1024;
  for (const auto& kind : finding_catalog()) {
    EXPECT_FALSE(kind.title.empty() || kind.means.empty()) << kind.code;
    EXPECT_LE(kind.means.size(), most_characters) << kind.code;
  }
}

std::vector<std::string> fingerprints(const Result& result) {
  std::vector<std::string> all;
  for (const auto& one : nlohmann::json::parse(render_code_quality(result, here)))
    all.push_back(one["fingerprint"]);
  return all;
}

TEST(CodeQuality, IsAnEmptyArrayIfThereIsNothingToTell) {
  EXPECT_EQ(render_code_quality(with_findings(0), here), "[]\n");
}

TEST(CodeQuality, TellsEqualFindingsApartAndNotMovedOnes) {
  const Result result = with_findings(2000);
  const auto before = fingerprints(result);
  EXPECT_EQ(std::set(before.begin(), before.end()).size(), before.size());
  Result moved = result;
  for (auto& finding : moved.findings) finding.location.line += 1;
  EXPECT_EQ(fingerprints(moved), before);
}

TEST(CodeQuality, PlacesWhatConcernsTheChainAtItsLastRevision) {
  for (const auto& one : nlohmann::json::parse(render_code_quality(with_findings(2), here)))
    EXPECT_EQ(one["location"]["path"], "db/my chain/0042 ü,b.sql");
}

TEST(GithubAnnotations, AreFewerThanGitHubDropsAndTheWorstFirst) {
  const auto text = render_github_annotations(with_findings(30), here);
  std::map<std::string, int> counts;
  for (const auto line : lines(text)) ++counts[std::string(between(line, "::", " "))];
  EXPECT_EQ(counts, (std::map<std::string, int>{{"error", 10}, {"warning", 10}, {"notice", 10}}));
  EXPECT_THAT(text, StartsWith("::error file=db/my chain/0042 ü%2Cb.sql,line=27,col=3,endColumn=26,"
                               "title=downgrade-leaves-residue::"));
  EXPECT_THAT(text, HasSubstr("::error title=pgstair::and 3 more errors; the job's summary"));
}

TEST(GithubAnnotations, LetNoMessageGiveCommands) {
  const auto text = render_github_annotations(with_findings(3), here);
  for (const auto line : lines(text))
    EXPECT_THAT(std::string(line), AllOf(StartsWith("::"), Not(StartsWith("::error::"))));
  EXPECT_THAT(render_github_annotations(with_findings(1), here),
              HasSubstr("%0A::error::100 %25, @all"));
  EXPECT_EQ(without_workflow_commands("::error::a\n", "token"),
            "::stop-commands::token\n::error::a\n::token::\n");
}

TEST(Markdown, IsNoLongerThanTheServiceTakesAndCountsTheRest) {
  const auto whole = render_markdown(with_findings(2000), here, 100'000'000);
  EXPECT_THAT(whole, Not(HasSubstr("more finding")));
  const auto text = render_markdown(with_findings(2000), here, most_of_comment);
  EXPECT_LE(text.size(), most_of_comment);
  EXPECT_THAT(text, AllOf(HasSubstr("668 errors, 667 warnings, 667 notes"),
                          HasSubstr(" more findings.\n"), HasSubstr("- not checked: model")));
}

TEST(Markdown, TakesNoMarkupFromMessages) {
  const auto text = render_markdown(with_findings(1), here, most_of_comment);
  EXPECT_THAT(text, HasSubstr("\"i\" \\| &lt;b>is&lt;/b> still there: ::error::100 %, &#64;all "
                              "\\`\\`\\`"));
  EXPECT_THAT(render_markdown(with_findings(3), here, most_of_comment), HasSubstr("\n````\n"));
}

}  // namespace
}  // namespace pgstair::report

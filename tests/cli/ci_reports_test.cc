// SPDX-License-Identifier: MIT
//
// Reports for services: several at once, and what a step of GitHub Actions gets by itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CiReports : public CliTest {
 protected:
  void SetUp() override {
    write("repository/db/1_a.sql", "-- migrate:up\nCREATE TABLE t (a int);\n-- migrate:down\n");
  }
  ProcessResult check(Arguments arguments, std::vector<std::string> environment = {}) const {
    arguments.insert(arguments.begin(), {"check", "db", "--no-base-ref", "--fail-on", "note"});
    environment.push_back("CI_PROJECT_DIR=" + repository().string());
    return pgstair(arguments, repository(), environment);
  }
  std::filesystem::path repository() const { return folder() / "repository"; }
};

TEST_F(CiReports, AreAsManyAsOneAsksForAndTheConsolesBesideThem) {
  const auto result = check({"--report", "sarif=out.sarif", "--report", "junit=a=b.xml", "--report",
                             "gitlab=quality.json", "--report", "markdown=comment.md"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("db/1_a.sql"));
  EXPECT_EQ(nlohmann::json::parse(read_file(repository() / "out.sarif"))["version"], "2.1.0");
  EXPECT_THAT(read_file(repository() / "a=b.xml"), HasSubstr("<testsuites"));
  EXPECT_EQ(nlohmann::json::parse(read_file(repository() / "quality.json"))[0]["location"]["path"],
            "db/1_a.sql");
  EXPECT_THAT(read_file(repository() / "comment.md"), HasSubstr("| db/1\\_a.sql:"));
}

TEST_F(CiReports, NeedAFormatThatThereIsAndAFileThatCanBeWritten) {
  const auto unknown = check({"--report", "xml=out.xml"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(
      unknown.err,
      HasSubstr("--report: say FORMAT=FILE, where FORMAT is one of console, json, junit, sarif"));
  EXPECT_EQ(check({"--report", "sarif"}).exit_code, 2);
  EXPECT_EQ(check({"--report", "sarif="}).exit_code, 2);
  EXPECT_EQ(check({"--report", "sarif=no/such/folder/out.sarif"}).exit_code, 3);
}

TEST_F(CiReports, AreByThemselvesAnnotationsAndASummaryInGitHubActions) {
  write("summary.md", "of another step\n");
  const std::string summary = (folder() / "summary.md").string();
  const auto result = check({}, {"GITHUB_ACTIONS=true", "GITHUB_WORKSPACE=" + repository().string(),
                                 "GITHUB_STEP_SUMMARY=" + summary});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, testing::MatchesRegex("::stop-commands::(pgstair-[0-9a-f]{32})\n(.|\n)*"
                                                "\n::pgstair-[0-9a-f]{32}::\n"
                                                "::error file=db/1_a.sql,line=(.|\n)*"));
  EXPECT_THAT(read_file(summary),
              AllOf(testing::StartsWith("of another step\n"), HasSubstr("pgstair: db\n")));
}

TEST_F(CiReports, LeaveReportsForProgramsAloneInGitHubActions) {
  const auto result = check({"--format", "json"}, {"GITHUB_ACTIONS=true"});
  EXPECT_TRUE(nlohmann::json::accept(result.out)) << result.out;
}

TEST_F(CiReports, CannotBeTakenForDoneIfTheSummaryCannotBeWritten) {
  const auto result = check({}, {"GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=/no/such/file"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("GITHUB_STEP_SUMMARY"));
}

/// The commands of docs/ci.md, in whatever file they stand there.
std::vector<std::string> documented_commands() {
  const std::string page = read_file(PGSTAIR_SOURCE_DIR "/docs/ci.md");
  std::vector<std::string> commands;
  for (const auto line : lines(page)) {
    const auto command = line.find("pgstair ");
    const bool is_of_the_chain = line.find(" db/migrations") != std::string_view::npos;
    if (command != std::string_view::npos && is_of_the_chain && line.find('`') == std::string::npos)
      commands.emplace_back(line.substr(command));
  }
  return commands;
}

TEST_F(CiReports, ComeFromEveryCommandThatTheDocumentationHas) {
  write("repository/db/migrations/1_a.sql",
        "-- migrate:up\nCREATE TABLE t (a int);\n-- migrate:down\nDROP TABLE t;\n");
  const auto shell = [&](const std::string& text) {
    const auto programs = std::filesystem::path(PGSTAIR_BINARY).parent_path().string();
    return run({.arguments = {"/bin/sh", "-c", text},
                .directory = repository(),
                .set = {"PATH=" + programs + ":" + std::getenv("PATH")}});
  };
  const auto made = shell(
      "git init -q && git add . && git -c user.name=a -c user.email=a@a commit -qm a && "
      "git update-ref refs/remotes/origin/main HEAD");
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const auto commands = documented_commands();
  EXPECT_GE(commands.size(), 6u);
  for (const auto& command : commands) {
    const auto result = shell(command);
    EXPECT_EQ(result.exit_code, 0) << command << "\n" << result.out << result.err;
  }
  for (const char* file : {"pgstair.sarif", "migrations.xml", "quality.json"})
    EXPECT_TRUE(std::filesystem::exists(repository() / file)) << file;
}

TEST_F(CiReports, ComeFromTheHookForPreCommit) {
  const std::string hook = read_file(PGSTAIR_SOURCE_DIR "/.pre-commit-hooks.yaml");
  EXPECT_EQ(between(hook, "entry: ", "\n"), "pgstair check");
  EXPECT_EQ(between(hook, "- id: ", "\n"), "pgstair-check");
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// What goes where: the report to standard output and nothing else, colours to a terminal only.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli_test.h"
#include "masked.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Optional;

class Output : public CliTest {
 protected:
  /// What a person would see: the program on a terminal of its own; nothing if there is none to be
  /// had here (a chroot without /dev/pts).
  std::optional<std::string> on_a_terminal(Arguments arguments,
                                           std::vector<std::string> set = {}) const {
    arguments.insert(arguments.begin(), PGSTAIR_BINARY);
    set.push_back("TERM=xterm");
    const PreparedCommand program(
        {.arguments = std::move(arguments), .unset = {"NO_COLOR"}, .set = std::move(set)});
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child < 0) return std::nullopt;
    if (child == 0) {
      program.execute();
      ::_exit(127);
    }
    std::string text;
    std::array<char, 4096> buffer;
    ssize_t count = 0;
    while ((count = ::read(terminal, buffer.data(), buffer.size())) > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(terminal);
    ::waitpid(child, nullptr, 0);
    return text;
  }

  const std::string faulty_ = scenario("downgrade-leaves-residue-trigger");

  /// What is said of it, where SCENARIO is its folder.
  const std::string report_on_faulty_ =
      R"(Walking 2 revisions of SCENARIO/chain (native) on Postgres VERSION
  ✓ 1 revision passed
  ✗ 1 revision failed

0002_updated_at
  error  downgrade-leaves-residue  SCENARIO/chain/0002_updated_at.sql:9:1
    trigger set_updated_at on public.users is still there after the downgrade
      → Drop it in the downgrade.

2 revisions, 9 checks run, Postgres VERSION, TIME
1 error, 0 warnings, 0 notes
)";
};

TEST_F(Output, TellsWhatTheRoleOnAGivenServerMayNotRead) {
  server::DisposableServer given(options());
  const auto database = given.create();
  postgres::Session(database->conninfo()).execute("CREATE ROLE deployer LOGIN CREATEDB");
  const auto result = pgstair({"verify", faulty_, "--server", database->url() + "&user=deployer"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(masked(result.out, {{faulty_, "SCENARIO"}}),
            R"(Walking 2 revisions of SCENARIO/chain (native) on Postgres VERSION
  ✓ 1 revision passed
  ✗ 1 revision failed

0002_updated_at
  error  downgrade-leaves-residue  SCENARIO/chain/0002_updated_at.sql:9:1
    trigger set_updated_at on public.users is still there after the downgrade
      → Drop it in the downgrade.

  not checked  whole_catalog: the role may not read these: subscription, user mapping

2 revisions, 9 checks run, 1 not checked, Postgres VERSION, TIME
1 error, 0 warnings, 0 notes
)");
}

TEST_F(Output, IsNothingButJsonWhereJsonIsAskedFor) {
  const auto result = pgstair({"verify", faulty_, "--format", "json", "--verbose"});
  const auto report = nlohmann::json::parse(result.out);
  EXPECT_EQ(report["format_version"], 1);
  EXPECT_EQ(report["chain"]["revisions"], 2);
  EXPECT_EQ(report["revisions"][1]["checks"]["round_trip"], "failed");
  const auto& finding = report["findings"][0];
  EXPECT_EQ(finding["code"], "downgrade-leaves-residue");
  EXPECT_EQ(finding["object"], "trigger set_updated_at on public.users");
  EXPECT_EQ(finding["location"]["line"], 9);
  EXPECT_THAT(result.err, HasSubstr("CREATE TRIGGER")) << "--verbose goes to standard error";
  EXPECT_THAT(result.err, Not(HasSubstr("pg_catalog"))) << "our own queries are for -vv";
  EXPECT_THAT(pgstair({"verify", faulty_, "-vv"}).err, HasSubstr("pg_catalog"));
}

TEST_F(Output, TellsAFileFromTheConsole) {
  const auto path = folder() / "report.json";
  const auto result = pgstair({"verify", faulty_, "--format", "json", "-o", path.string()});
  EXPECT_EQ(nlohmann::json::parse(read_file(path))["summary"]["errors"], 1);
  EXPECT_EQ(masked(result.out, {{faulty_, "SCENARIO"}}), report_on_faulty_);
}

TEST_F(Output, HasNeitherColoursNorAProgressLineInAPipe) {
  const auto result = pgstair({"verify", faulty_});
  EXPECT_EQ(masked(result.out, {{faulty_, "SCENARIO"}}), report_on_faulty_);
  EXPECT_EQ(result.err, "");
}

TEST_F(Output, HasColoursOnATerminalUnlessNoColorIsSet) {
  const auto coloured = on_a_terminal({"verify", faulty_});
  if (!coloured) GTEST_SKIP() << "no pseudo-terminal can be opened here";
  EXPECT_THAT(*coloured, HasSubstr("\x1b[31m"));
  const auto plain = on_a_terminal({"verify", faulty_}, {"NO_COLOR=1"});
  EXPECT_THAT(plain, Optional(HasSubstr("is still there after the downgrade")));
  EXPECT_THAT(plain, Optional(Not(HasSubstr("\x1b[31m"))));
}

TEST_F(Output, IsOnlyFindingsAndSummaryWhenQuiet) {
  const auto result = pgstair({"verify", faulty_, "--quiet"});
  EXPECT_EQ(masked(result.out, {{faulty_, "SCENARIO"}}), R"(0002_updated_at
  error  downgrade-leaves-residue  SCENARIO/chain/0002_updated_at.sql:9:1
    trigger set_updated_at on public.users is still there after the downgrade
      → Drop it in the downgrade.

2 revisions, 9 checks run, Postgres VERSION, TIME
1 error, 0 warnings, 0 notes
)");
}

TEST_F(Output, IsTheSameWhereWholeCatalogsAreRead) {
  const auto findings_by = [&](const std::string& source) {
    const auto result =
        pgstair({"verify", faulty_, "--format", "json", "--snapshot-source", source});
    return nlohmann::json::parse(result.out)["findings"];
  };
  const auto findings = findings_by("whole");
  EXPECT_FALSE(findings.empty());
  EXPECT_EQ(findings, findings_by("incremental"));
}

TEST_F(Output, IsAJunitTestCaseForEachCheckOfEachRevision) {
  const auto result = pgstair({"verify", faulty_, "--format", "junit"});
  const auto json = nlohmann::json::parse(pgstair({"verify", faulty_, "--format", "json"}).out);
  std::size_t cases = 0;
  for (const auto& line : split(result.out, '\n')) cases += trim(line).starts_with("<testcase ");
  std::size_t checks = 1 + json["chain_checks"].size();  // and "structure", of the files alone
  for (const auto& revision : json["revisions"]) checks += revision["checks"].size();
  EXPECT_EQ(cases, checks) << result.out;
  EXPECT_THAT(masked(result.out, {{faulty_, "SCENARIO"}}), HasSubstr(R"(
  <testsuite name="pgstair.round_trip" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="pgstair.round_trip" name="0001_users" time="0.000"/>
    <testcase classname="pgstair.round_trip" name="0002_updated_at" time="0.000">
      <failure message="trigger set_updated_at on public.users is still there after the downgrade">error  downgrade-leaves-residue  SCENARIO/chain/0002_updated_at.sql:9:1&#10;    trigger set_updated_at on public.users is still there after the downgrade&#10;      → Drop it in the downgrade.&#10;</failure>
    </testcase>
  </testsuite>
)"));
}

TEST_F(Output, NamesFilesInFoldersWithOddNames) {
  const std::string name = "Größe \"x\" & 'y' $HOME %s\t<b>";
  write(name + "/001 äöü; DROP.sql",
        R"sql(-- migrate:up
CREATE TABLE a ();
-- migrate:down
SELECT 1;
)sql");
  const auto console = pgstair({"verify", (folder() / name).string()});
  EXPECT_EQ(console.exit_code, 1) << console.err;
  EXPECT_THAT(console.out, HasSubstr(name + "/001 äöü; DROP.sql:"));
  const auto json = pgstair({"verify", (folder() / name).string(), "--format", "json"});
  EXPECT_EQ(nlohmann::json::parse(json.out)["revisions"][0]["id"], "001 äöü; DROP");
  const auto junit = pgstair({"verify", (folder() / name).string(), "--format", "junit"});
  EXPECT_THAT(junit.out, HasSubstr("&lt;b&gt;"));
}

TEST_F(Output, FindsTheChainFromTheCurrentFolder) {
  const auto result = pgstair({"verify"}, scenario("downgrade-leaves-residue-trigger"));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("chain/0002_updated_at.sql:9:1"));
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// An old chain with old faults, of which only what is new is to be red.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* table_and_index = R"sql(
-- migrate:up
CREATE TABLE {t} (id int);
CREATE INDEX {t}_i ON {u} (id);
-- migrate:down
DROP TABLE {t};
)sql";

/// A table, and an index on another one that the downgrade forgets.
std::string with_residue(const std::string& table, const std::string& on) {
  return replace_all(replace_all(table_and_index, "{t}", table), "{u}", on);
}

/// 0001 is well made; the downgrade of 0002 leaves an index behind, and so does that of 0003.
class OldChain : public CliTest {
 protected:
  OldChain() {
    write("db/0001_a.sql",
          "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
    write("db/0002_b.sql", with_residue("b", "a"));
    write("db/0003_c.sql", with_residue("c", "b"));
  }

  std::string git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-C", folder().string(), "-c", "user.name=a", "-c",
                                         "user.email=a@example.com"});
    const ProcessResult result = run({.arguments = arguments});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  /// Everything that is there now, on the branch `released`.
  void release() const {
    git({"init", "--quiet", "--initial-branch=released"});
    git({"add", "--all"});
    git({"commit", "--quiet", "--message", "Begin"});
    git({"checkout", "--quiet", "-b", "work"});
  }

  /// "0003_c downgrade-leaves-residue", a line each but for the notes; the verdict as the exit code
  /// has it.
  struct Verified {
    int exit_code = 0;
    nlohmann::json report;
    std::vector<std::string> findings;
  };
  Verified verify(Arguments arguments) const {
    arguments.insert(arguments.begin(), {"verify", (folder() / "db").string(), "--format", "json"});
    const ProcessResult result = pgstair(arguments);
    EXPECT_THAT(result.exit_code, testing::AnyOf(0, 1)) << result.err;
    Verified verified{result.exit_code, nlohmann::json::parse(result.out), {}};
    for (const auto& finding : verified.report["findings"]) {
      if (finding["severity"] != "note")
        verified.findings.push_back(std::string(finding["revision"]) + " " +
                                    std::string(finding["code"]));
    }
    return verified;
  }
};

TEST_F(OldChain, IsJudgedFromARevisionOn) {
  const auto after_second = verify({"--since", "0002"});
  EXPECT_EQ(after_second.exit_code, 1);
  EXPECT_THAT(after_second.findings, ElementsAre("0003_c downgrade-leaves-residue"));
  EXPECT_EQ(after_second.report["not_judged"].dump(), R"({"revisions":2,"since":"0002_b"})");
  EXPECT_EQ(after_second.report["chain_checks"]["full_descent"], "not_checked");

  const auto nothing_is_new = verify({"--since", "head"});
  EXPECT_EQ(nothing_is_new.exit_code, 0);
  EXPECT_THAT(nothing_is_new.findings, IsEmpty());
}

TEST_F(OldChain, ThatCannotBeAppliedIsToldWhoeverIsNew) {
  write("db/0002_b.sql", "-- migrate:up\nCREATE TABLE b (id nonsense);\n-- migrate:down\n");
  const auto neighbour = write("auth.sql", "CREATE SCHEMA auth;\n");
  const auto verified = verify({"--since", "0002", "--neighbours", neighbour.string()});
  EXPECT_EQ(verified.exit_code, 1);
  EXPECT_THAT(verified.findings, testing::Contains("0002_b upgrade-fails"));
}

TEST_F(OldChain, IsNotJudgedWhereTheBaseRefHasIt) {
  release();
  EXPECT_EQ(verify({"--base-ref", "released"}).exit_code, 0);

  write("db/0004_d.sql", with_residue("d", "c"));
  const auto with_new = verify({"--base-ref", "released"});
  EXPECT_THAT(with_new.findings, ElementsAre("0004_d downgrade-leaves-residue"));
  EXPECT_THAT(std::string(with_new.report["not_judged"]["since"]),
              testing::StartsWith("released ("));

  write("db/0003_c.sql", with_residue("c", "b") + "-- edited\n");
  EXPECT_THAT(verify({"--base-ref", "released"}).findings,
              ElementsAre("0003_c downgrade-leaves-residue", "0004_d downgrade-leaves-residue"));
}

TEST_F(OldChain, IsAcceptedByABaselineButForWhatIsNewAndWhatIsMended) {
  const std::string baseline = (folder() / "baseline.toml").string();
  const auto written = verify({"--write-baseline", baseline});
  EXPECT_EQ(written.exit_code, 0) << written.report.dump(2);
  EXPECT_EQ(verify({"--baseline", baseline}).report["summary"]["accepted"],
            written.report["accepted"].size());

  write("db/0002_b.sql", "\n\n" + with_residue("b", "a"));
  write("db/0004_d.sql", with_residue("d", "c"));
  EXPECT_THAT(verify({"--baseline", baseline}).findings,
              ElementsAre("0004_d downgrade-leaves-residue"));

  write("db/0003_c.sql", with_residue("c", "b") + "DROP INDEX c_i;\n");
  const ProcessResult mended =
      pgstair({"verify", (folder() / "db").string(), "--baseline", baseline, "--verbose"});
  EXPECT_THAT(mended.out, HasSubstr("baseline-mended"));
  EXPECT_THAT(mended.out, HasSubstr(baseline + ":"));
}

TEST_F(OldChain, NamesTheLineOfABaselineThatIsNone) {
  const auto file = write("baseline.toml", "findings = [\n  {code = \"misspelt\"},\n]\n");
  const ProcessResult result =
      pgstair({"verify", (folder() / "db").string(), "--baseline", file.string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("baseline.toml:2:"));
}

TEST_F(OldChain, IsAcceptedByAGlob) {
  write("db/pgstair.toml",
        "[[allow]]\ncode = \"downgrade-leaves-residue\"\nrevision = \"000[12]*\"\nreason = "
        "\"old\"\n");
  EXPECT_THAT(verify({}).findings, Not(testing::Contains("0002_b downgrade-leaves-residue")));
}

}  // namespace
}  // namespace pgstair::cli

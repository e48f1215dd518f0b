// SPDX-License-Identifier: MIT
//
// What docs/exit-codes.md promises, and that each refusal says what, where and what to do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

class ExitCode : public CliTest {};

TEST_F(ExitCode, IsZeroWhereNothingIsFound) {
  const auto result = pgstair({"verify", scenario("good-declared-loss")});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("No problem found in "));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ExitCode, IsOneForAFindingFromTheSeverityAskedFor) {
  EXPECT_EQ(pgstair({"verify", scenario("downgrade-leaves-residue-trigger")}).exit_code, 1);
  const std::string with_a_warning = scenario("sorts-differently-nine-and-ten");
  EXPECT_EQ(pgstair({"verify", with_a_warning}).exit_code, 0);
  EXPECT_EQ(pgstair({"verify", with_a_warning, "--fail-on", "warning"}).exit_code, 1);
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ExitCode, IsOneForAChainWithoutRevisions) {
  const auto result = pgstair({"verify", folder().string(), "--chain-format", "native"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("empty-chain"));
}

struct Mistake {
  std::string name;
  Arguments arguments;            ///< "FOLDER" stands for the folder of the test
  std::vector<std::string> says;  ///< parts of what stands on standard error
};

void PrintTo(const Mistake& mistake, std::ostream* stream) { *stream << mistake.name; }

class Refusal : public CliTest, public testing::WithParamInterface<Mistake> {
 protected:
  void lay_out() const {
    write("typo/pgstair.toml", "chain = \".\"\nmodle = [\"model.sql\"]\n");
    write("broken/pgstair.toml", "chain = \".\"\nmodel = [\"model.sql\"\n");
    write("wrong type/pgstair.toml", "pg = true\n");
    write("lost/pgstair.toml", "chain = \"migration\"\n");
    write("misspelt/pgstair.toml",
          "[[allow]]\ncode = \"downgrade-missng\"\nreason = \"a backup\"\n");
    write("gone/1_users.sql", "-- migrate:up\nSELECT 1;\n");
    write("gone/pgstair.toml",
          "[[allow]]\ncode = \"downgrade-stub\"\nrevision = \"1_user\"\nreason = \"a backup\"\n"
          "[[allow]]\ncode = \"downgrade-stub\"\nrevision = \"2_users\"\nreason = \"a backup\"\n");
    write("two/1_a.sql", "-- migrate:up\n");
    write("two/V1__a.sql", "");
    write("chain/1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n");
    write("not a server/postgres", "");
  }

  ProcessResult result_of(const Arguments& arguments) const {
    Arguments in_place;
    for (std::string argument : arguments) {
      if (argument.starts_with("FOLDER")) argument.replace(0, 6, folder().string());
      in_place.push_back(argument);
    }
    return pgstair(in_place);
  }
};

class UsageMistake : public Refusal {};
class EnvironmentMistake : public Refusal {};

void expect_to_say(const ProcessResult& result, const std::vector<std::string>& parts) {
  EXPECT_EQ(result.out, "");
  for (const auto& part : parts) EXPECT_THAT(result.err, HasSubstr(part));
}

TEST_P(UsageMistake, IsExplainedAndExitsWithTwo) {
  lay_out();
  const auto result = result_of(GetParam().arguments);
  EXPECT_EQ(result.exit_code, 2);
  expect_to_say(result, GetParam().says);
  EXPECT_TRUE(nothing_is_left());
}

TEST_P(EnvironmentMistake, IsExplainedAndExitsWithThree) {
  lay_out();
  const auto result = result_of(GetParam().arguments);
  EXPECT_EQ(result.exit_code, 3);
  expect_to_say(result, GetParam().says);
  EXPECT_TRUE(nothing_is_left());
}

std::string mistake_name(const testing::TestParamInfo<Mistake>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    ExitCode, UsageMistake,
    testing::Values(
        Mistake{"NoCommand", {}, {"subcommand is required"}},
        Mistake{"UnknownFlag", {"verify", "--fialon"}, {"--fialon"}},
        Mistake{"MissingFolder",
                {"verify", "FOLDER/chian"},
                {"/chian: there is no such folder; did you mean ", "/chain?"}},
        Mistake{"FileForAFolder",
                {"verify", "FOLDER/chain/1_a.sql"},
                {"1_a.sql: is a file; name the folder that holds the chain"}},
        Mistake{"EmptyFolder",
                {"verify", "FOLDER"},
                {"holds no migrations of a known format", "diesel: N_name/up.sql"}},
        Mistake{"TwoFormats",
                {"verify", "FOLDER/two"},
                {"files of several formats", "--chain-format native", "--chain-format flyway"}},
        Mistake{"UnknownFormat",
                {"verify", "FOLDER/chain", "--chain-format", "golang"},
                {"golang", "golang-migrate"}},
        Mistake{"UnknownKey",
                {"verify", "FOLDER/typo"},
                {"typo/pgstair.toml:2:1", "modle", "did you mean", "model"}},
        Mistake{"BrokenToml", {"verify", "FOLDER/broken"}, {"broken/pgstair.toml:2:22", "array"}},
        Mistake{"WrongType", {"verify", "FOLDER/wrong type"}, {"wrong type/pgstair.toml:1:"}},
        Mistake{"AllowanceOfAnUnknownCode",
                {"verify", "FOLDER/misspelt"},
                {"misspelt/pgstair.toml:2:8", "did you mean 'downgrade-missing'?"}},
        Mistake{"AllowanceInARevisionThatThereIsNot",
                {"verify", "FOLDER/gone"},
                {"gone/pgstair.toml:7:12", "no revision '2_users'", "did you mean '1_users'?"}},
        Mistake{"AllowanceCheckedInARevisionThatThereIsNot",
                {"check", "FOLDER/gone", "--no-base-ref"},
                {"gone/pgstair.toml:7:12", "did you mean '1_users'?"}},
        Mistake{"ConfiguredFolderIsMissing",
                {"verify", "FOLDER/lost"},
                {"lost/migration: there is no such folder"}},
        Mistake{"ModelIsMissing",
                {"verify", "FOLDER/chain", "--model", "FOLDER/model.sql"},
                {"model.sql"}},
        Mistake{"UnknownFinding",
                {"findings", "downgrade-leaves-residu"},
                {"did you mean 'downgrade-leaves-residue'?"}},
        Mistake{"NewWithoutAMessage", {"new", "FOLDER/chain"}, {"-m"}}),
    mistake_name);

INSTANTIATE_TEST_SUITE_P(
    ExitCode, EnvironmentMistake,
    testing::Values(
        Mistake{"NoBinaries",
                {"verify", "FOLDER/chain", "--pg-bin", "FOLDER/not a server"},
                {"not a server", "initdb"}},
        Mistake{"VersionThatIsNotInstalled", {"verify", "FOLDER/chain", "--pg", "42"}, {"42"}},
        Mistake{
            "ServerThatDoesNotAnswer",
            {"verify", "FOLDER/chain", "--server", "postgresql://postgres@127.0.0.1:1/postgres"},
            {"127.0.0.1", "refused"}},
        Mistake{"LocaleThatDoesNotExist",
                {"verify", "FOLDER/chain", "--locale", "xx_YY.UTF-8"},
                {"xx_YY.UTF-8"}},
        Mistake{"ReportInAMissingFolder",
                {"verify", "FOLDER/chain", "-q", "-o", "FOLDER/nowhere/report.txt"},
                {"nowhere/report.txt", "No such file or directory"}},
        Mistake{"ProgramThatIsNotThere",
                {"run", "--", "no-such-program"},
                {"cannot find the program no-such-program in PATH"}}),
    mistake_name);

TEST_F(ExitCode, OfRunIsTheProgramsOwn) {
  EXPECT_EQ(pgstair({"run", "--", "sh", "-c", "exit 7"}).exit_code, 7);
  const auto result = pgstair({"run", "--", "psql", "-XAtc", "SELECT 6 * 7"});
  EXPECT_EQ(result.out, "42\n") << result.err;
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(nothing_is_left());
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// pgstair doctor: what it finds, and that it ends with 3 where a run would fail.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"
#include "server/run_directory.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Doctor : public CliTest {
 protected:
  /// The lines of one subject, without what stands before them.
  std::string told(const std::string& text, const std::string& subject) const {
    std::string found;
    bool inside = false;
    for (const auto line : lines(text)) {
      if (!line.starts_with(' ')) inside = line.substr(9).starts_with(subject + " ");
      if (inside)
        found += std::string(trim(line.substr(0, 9))) + "|" + std::string(line.substr(22)) + "\n";
    }
    return found;
  }
};

TEST_F(Doctor, TellsWhatARunWouldUseAndLeavesNothing) {
  const auto result = pgstair({"doctor", folder().string()});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(told(result.out, "pgstair"), HasSubstr(PGSTAIR_BINARY));
  EXPECT_THAT(told(result.out, "Postgres"), ContainsRegex("^ok.[0-9.]+ in /.*/bin is taken"));
  EXPECT_THAT(told(result.out, "server"),
              ContainsRegex("^ok.*answers after [0-9.]+ s, at " + place().string()));
  EXPECT_EQ(told(result.out, "left over"), "ok|nothing\n");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Doctor, EndsWithThreeWhereThereAreNoBinaries) {
  const auto result = pgstair({"doctor", "--pg-bin", folder().string(), folder().string()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(told(result.out, "Postgres"), ContainsRegex("^problem.there is no initdb in "));
  EXPECT_THAT(told(result.out, "server"), ContainsRegex("^problem"));
  EXPECT_THAT(result.out, HasSubstr("completion")) << "it looks at the rest all the same";
}

TEST_F(Doctor, EndsWithThreeWhereThereIsNoPlaceForAServer) {
  const auto nowhere = folder() / "nowhere";
  const auto result =
      pgstair({"doctor", folder().string()}, {}, {"PGSTAIR_RUN_DIR=" + nowhere.string()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(told(result.out, "Postgres"), ContainsRegex("^ok"));
  EXPECT_THAT(told(result.out, "server"),
              ContainsRegex("^problem.there is no place for a disposable Postgres"));
}

TEST_F(Doctor, NamesWhatAKilledRunLeft) {
  const auto left = place() / (server::run_directory_prefix() + "killed");
  std::filesystem::create_directory(left);
  std::filesystem::permissions(left, std::filesystem::perms(0700));
  write_file(left / "lock", "");
  const auto result = pgstair({"doctor", folder().string()});
  EXPECT_THAT(told(result.out, "left over"), HasSubstr(left.string() + ": of a killed run"));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Doctor, AsksForThePythonOfAnAlembicProject) {
  write("alembic.ini", "[alembic]\nscript_location = migrations\n");
  write("pgstair.toml", "python = \"/nowhere/python\"\n");
  const auto result = pgstair({"doctor", folder().string()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(told(result.out, "Alembic"), HasSubstr("/nowhere/python"));

  write("pgstair.toml", "python = \"/usr/bin/python3\"\n");
  EXPECT_THAT(told(pgstair({"doctor", folder().string()}).out, "Alembic"),
              HasSubstr(" /usr/bin/python3, for the project in "));
}

TEST_F(Doctor, SaysThatAServerWhichWasGivenDoesNotAnswer) {
  const auto result =
      pgstair({"doctor", "--server", "postgresql://127.0.0.1:1/none", folder().string()});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(told(result.out, "server"), ContainsRegex("^problem"));
  EXPECT_THAT(told(result.out, "Postgres"), Not(ContainsRegex("^problem")));
}

}  // namespace
}  // namespace pgstair::cli

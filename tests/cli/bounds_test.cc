// SPDX-License-Identifier: MIT
//
// Whatever of a team's runs SQL or a program ends in the time that it is given, and is told as what
// was stopped. (A test that does not end has failed.)

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;

class Bounds : public CliTest {
 protected:
  void SetUp() override {
    write("chain/1001_a.sql",
          "-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n");
  }
  ProcessResult verify(const std::string& settings) const {
    write("pgstair.toml", "chain = \"chain\"\ntimeout = 1\n" + settings + "\n");
    return pgstair({"verify", folder().string()});
  }
};

TEST_F(Bounds, HoldForWhateverStandsInTheSettings) {
  write("endless.sql", "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;");
  write("fixtures/1001_a.sql", "SELECT pg_sleep(3600);");
  struct Case {
    std::string settings;
    int exit_code;
    std::string said;
  };
  const std::string late = "it was not over within 1 s";
  for (const auto& [settings, exit_code, said] : std::initializer_list<Case>{
           {"init = [\"endless.sql\"]", 2, "this init file does not load: " + late},
           {"neighbours = [\"endless.sql\"]", 2, "this neighbour does not load: ERROR : " + late},
           {"model = [\"endless.sql\"]", 1, "The model does not load: " + late},
           {"model-command = \"sleep 3600\"", 1, "The model does not load: " + late},
           {"[rows]\nfixtures = \"fixtures\"", 1, "does not load: " + late},
           {"[commands]\nlist = \"sleep 3600\"\nupgrade = \"true {revision}\"", 3,
            "the command that lists the revisions was not over within 1 s: sleep 3600"},
           {"[[expect]]\nafter = \"1001_a\"\nquery = \"SELECT pg_sleep(3600)\"\nrows = []", 1,
            "The query of this expectation fails: " + late}}) {
    const auto result = verify(settings);
    EXPECT_EQ(result.exit_code, exit_code) << settings << "\n" << result.out << result.err;
    EXPECT_THAT(result.out + result.err, HasSubstr(said)) << settings;
    EXPECT_TRUE(nothing_is_left()) << settings;
  }
}

TEST_F(Bounds, HoldForAScriptThatWaitsForWhatItHasPrepared) {
  write("chain/1002_b.sql",
        "-- migrate:up transaction:false\nBEGIN;\nALTER TABLE t ADD b int;\n"
        "PREPARE TRANSACTION 'left';\nALTER TABLE t ADD c int;\n-- migrate:down\nSELECT 1;\n");
  const auto result = verify("");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.out, HasSubstr("script-times-out"));
  EXPECT_TRUE(nothing_is_left());
}

}  // namespace
}  // namespace pgstair::cli

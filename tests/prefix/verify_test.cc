// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "project.h"
#include "support/file.h"

namespace pgstair::prefix {
namespace {

using cli::pgstair;
using cli::Running;
using testing::HasSubstr;
using testing::Not;

/// Answers that are given again.
class Verified : public Project {
 protected:
  struct Answer {
    int exit_code = 0;
    bool was_known = false;
    nlohmann::json report;  ///< without times, and when it was found
  };
  Answer verify(cli::Arguments more = {}) const {
    more.insert(more.begin(), {"verify", folder().string(), "--format", "json"});
    const ProcessResult result = pgstair(more);
    EXPECT_THAT(result.exit_code, testing::AnyOf(0, 1)) << result.err;
    Answer answer{result.exit_code, false, nlohmann::json::parse(result.out)};
    answer.was_known = answer.report.erase("verified_before") == 1;
    answer.report["summary"].erase("seconds");
    for (auto& revision : answer.report["revisions"]) revision.erase("seconds");
    return answer;
  }
};

TEST_F(Verified, IsGivenAgainWhileNothingChanges) {
  const Answer first = verify();
  EXPECT_FALSE(first.was_known);
  EXPECT_EQ(first.exit_code, 1);
  EXPECT_FALSE(first.report["accepted"].empty());
  const Answer again = verify();
  EXPECT_TRUE(again.was_known);
  EXPECT_EQ(again.exit_code, first.exit_code);
  EXPECT_EQ(again.report, first.report);
  EXPECT_TRUE(nothing_is_left());

  const Answer anew = verify({"--no-cache"});
  EXPECT_FALSE(anew.was_known);
  EXPECT_EQ(anew.report, first.report);
  EXPECT_TRUE(verify({"--fail-on", "note"}).was_known) << "which is asked of the answer";

  write("db/0003_c.sql", read_file(folder() / "db/0003_c.sql") + "DROP INDEX a_b;\n");
  const Answer mended = verify();
  EXPECT_FALSE(mended.was_known);
  EXPECT_NE(mended.report["findings"], first.report["findings"]);
}

TEST_F(Verified, SaysSoToPeople) {
  const auto first = pgstair({"verify", folder().string()});
  EXPECT_THAT(first.out, Not(HasSubstr("Verified before")));
  const auto again = pgstair({"verify", folder().string()});
  EXPECT_THAT(again.out, HasSubstr("Verified before: nothing that decides has changed since 2"));
  EXPECT_THAT(pgstair({"cache", "list"}).out,
              testing::AllOf(HasSubstr("/db: 3 revisions, "), HasSubstr("1 verdict in ")));
  EXPECT_THAT(pgstair({"cache", "clear"}).out, HasSubstr("1 verdict removed"));
  EXPECT_THAT(pgstair({"cache", "list"}).out, HasSubstr("0 verdicts in "));
  EXPECT_FALSE(verify().was_known);
}

TEST_F(Verified, IsFoundAnewIfWhatWasKeptIsDamaged) {
  const Answer first = verify();
  ASSERT_EQ(cache().kept().size(), 1U);
  const std::string whole = read_file(cache().kept().front());
  std::string forged = whole;
  const auto severity = forged.find("downgrade-leaves-residue");
  ASSERT_NE(severity, std::string::npos);
  forged[severity] = 'D';
  for (const auto& bytes : {forged, whole.substr(0, whole.size() / 2)}) {
    write_file(cache().kept().front(), bytes);
    const Answer again = verify();
    EXPECT_FALSE(again.was_known);
    EXPECT_EQ(again.report, first.report);
    EXPECT_EQ(cache().kept().size(), 1U) << "and kept again";
  }
  EXPECT_TRUE(verify().was_known);
}

TEST_F(Verified, IsNotKeptIfItMayBeAnotherNextTime) {
  const std::string revision = read_file(folder() / "db/0001_a.sql");
  write("db/0001_a.sql",
        "-- migrate:up\nCREATE TABLE a (id int NOT NULL);\n"
        "INSERT INTO a SELECT length(pg_read_file('PG_VERSION'));\n"
        "-- migrate:down\nDROP TABLE a;\n");
  verify();
  EXPECT_FALSE(verify().was_known) << "a file of the server's decides";

  write("db/0001_a.sql", revision);
  write("db/0003_c.sql", "-- migrate:up\nSELECT pg_sleep(30);\n-- migrate:down\n");
  verify({"--timeout", "1"});
  EXPECT_FALSE(verify({"--timeout", "1"}).was_known) << "time decides";
  EXPECT_TRUE(cache().kept().empty());
}

TEST_F(Verified, IsRightHoweverManyAskAtATimeAndAreKilled) {
  const Answer expected = verify({"--no-cache"});
  for (int i = 0; i < 2; ++i) {
    Running first({"verify", folder().string()}, cache().path() / "first");
    Running second({"verify", folder().string()}, cache().path() / "second");
    ::usleep(static_cast<useconds_t>(150'000 * (i + 1)));
    second.signal(SIGKILL);
    second.end();
    EXPECT_EQ(first.end().exit_code, expected.exit_code);
    EXPECT_EQ(verify().report, expected.report);
    EXPECT_LE(cache().kept().size(), 1U);
    pgstair({"cache", "clear"});
  }
}

}  // namespace
}  // namespace pgstair::prefix

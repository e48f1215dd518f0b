// SPDX-License-Identifier: MIT
//
// Runs that end early, a disk that fills, and texts that are too long or not meant for a terminal.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <nlohmann/json.hpp>

#include "cli_test.h"
#include "postgres/session.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class RoughRuns : public CliTest {
 protected:
  /// A chain of one revision; its path.
  std::string chain_of(const std::string& upgrade, const std::string& downgrade = "") const {
    write("chain/1_a.sql", "-- migrate:up\n" + upgrade + "\n-- migrate:down\n" + downgrade + "\n");
    return (folder() / "chain").string();
  }
};

TEST_F(RoughRuns, TellOfTheServerThatKeepHasLeft) {
  const std::string chain = chain_of("SELECT 1;");
  write("chain/pgstair.toml", "init = [\"sql/init.sql\"]\n");
  write("chain/sql/init.sql", "SELECT 1 / 0;\n");
  for (const Arguments& call :
       {Arguments{"verify", chain, "--keep"}, {"seed", "--at", "head", "-C", chain, "--keep"}}) {
    const auto result = pgstair(call);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    const std::string stop = "[ " + between(result.err, "    [ ", "\n");
    EXPECT_THAT(result.err, HasSubstr("server is still running"));
    EXPECT_TRUE(run({.arguments = {"sh", "-c", stop}}).succeeded()) << result.err;
    EXPECT_TRUE(nothing_is_left());
  }
}

/// The processes' numbers in postmaster.pid are a script's to write.
TEST_F(RoughRuns, StopNoOtherProcessThanTheServerThatKeepHasLeft) {
  const pid_t bystander = ::fork();
  if (bystander == 0) {
    ::pause();
    ::_exit(0);
  }
  const std::string chain = chain_of(
      "COMMENT ON SCHEMA public IS 'a';\nDO $$ BEGIN\n"
      "EXECUTE format('COPY (SELECT " +
          std::to_string(bystander) +
          ") TO %L', current_setting('data_directory') || '/postmaster.pid');\nEND $$;",
      "SELECT 1;");
  const auto result = pgstair({"verify", chain, "--keep", "--format", "json"});
  const std::string stop = nlohmann::json::parse(result.out)["kept_server"]["stop"];
  EXPECT_TRUE(run({.arguments = {"sh", "-c", stop}}).succeeded()) << stop;
  EXPECT_TRUE(nothing_is_left());
  EXPECT_EQ(::waitpid(bystander, nullptr, WNOHANG), 0);
  ::kill(bystander, SIGKILL);
  ::waitpid(bystander, nullptr, 0);
}

/// While it is there, a file system of this size is mounted.
class SmallDisk {
 public:
  SmallDisk(std::filesystem::path place, const std::string& size) : place_(std::move(place)) {
    is_there_ = ::mount("tmpfs", place_.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
    if (is_there_) std::filesystem::permissions(place_, std::filesystem::perms{0755});
  }
  ~SmallDisk() {
    if (is_there_) ::umount2(place_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_there() const { return is_there_; }

 private:
  std::filesystem::path place_;
  bool is_there_ = false;
};

TEST_F(RoughRuns, ThatFillTheDiskAreNotTheChainsFault) {
  const SmallDisk disk(place(), "400m");
  if (!disk.is_there()) GTEST_SKIP() << "no file system can be mounted here: only root may";
  const auto result =
      pgstair({"verify", chain_of("CREATE TABLE a AS SELECT repeat(md5(i::text), 50) "
                                  "FROM generate_series(1, 300000) i;",
                                  "DROP TABLE a;")});
  EXPECT_EQ(result.exit_code, 3) << result.out << result.err;
  EXPECT_THAT(result.err, HasSubstr("no room: could not extend file"));
  EXPECT_THAT(result.err, HasSubstr("PGSTAIR_RUN_DIR"));
  EXPECT_THAT(result.out, Not(HasSubstr("upgrade-fails")));
}

TEST_F(RoughRuns, CutAStatementThatIsTooLongAndNameItsPlace) {
  const auto chain = chain_of("SELECT 1 / 0, length('" + std::string(10'000'000, 'x') + "');");
  const auto result = pgstair({"verify", chain});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_LT(result.out.size(), 10'000U);
  EXPECT_THAT(result.out, HasSubstr("1_a.sql:2:1"));
  EXPECT_THAT(result.out, HasSubstr("xx… (10000024 bytes)"));
}

TEST_F(RoughRuns, LetNoNameSpeakOnStandardErrorEither) {
  server::DisposableServer server(options());
  const auto database = server.create();
  postgres::Session(database->conninfo()).execute("CREATE TABLE \"a\033]0;owned\007b\" (c int)");
  const auto result = pgstair({"profile", database->conninfo()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("a\\x1b]0;owned\\x07b"));
  write("\033[2J/1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
  const auto added = pgstair({"new", (folder() / "\033[2J").string(), "-m", "b"});
  EXPECT_EQ(added.exit_code, 0) << added.err;
  EXPECT_THAT(added.out, HasSubstr("\\x1b[2J/"));
}

TEST_F(RoughRuns, LetNoNameSpeakToTheTerminal) {
  const auto chain = chain_of(
      "CREATE TABLE \"a\033]0;owned\007\033[2Jb\x7f\" (c int);\n"
      "COMMENT ON TABLE \"a\033]0;owned\007\033[2Jb\x7f\" IS '\033[31m\xc2\x9b';",
      "SELECT 1;");
  const auto shown = pgstair({"verify", chain});
  EXPECT_EQ(shown.exit_code, 1) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("a\\x1b]0;owned\\x07\\x1b[2Jb\\x7f"));
  const auto log = pgstair({"verify", chain, "--verbose"});
  for (const auto& text : {shown.out, shown.err, log.out, log.err}) {
    for (const char* control : {"\033", "\007", "\x7f", "\xc2\x9b"})
      EXPECT_THAT(text, Not(HasSubstr(control)));
  }
  const auto json = pgstair({"verify", chain, "--format", "json"});
  EXPECT_THAT(json.out, HasSubstr("\\u001b[2J"));
  EXPECT_FALSE(nlohmann::json::parse(json.out)["findings"].empty());
  const auto junit = pgstair({"verify", chain, "--format", "junit"});
  EXPECT_THAT(junit.out, Not(HasSubstr("\033")));
}

TEST_F(RoughRuns, OfProfileTellWhatTheRoleMayNotSee) {
  server::DisposableServer given(options());
  const auto database = given.create();
  postgres::Session(database->conninfo())
      .execute(
          "CREATE ROLE stranger LOGIN; CREATE TABLE secret (a int); CREATE TABLE open (a int); "
          "GRANT SELECT ON open TO stranger; ANALYZE");
  const auto result = pgstair({"profile", database->url() + "&user=stranger"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("1 table are spread is not known"));
  EXPECT_THAT(result.err, HasSubstr("may not SELECT from: secret\n"));
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
//
// What other users of the machine can see and do, and what a server's own user can: the claims of
// docs/security.md, each tried as that user. Only root can become one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_test.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "server/account.h"
#include "server/disposable_server.h"
#include "server/reaper.h"
#include "server/run_directory.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// Neither root nor whom root's servers run as; no such user need be in /etc/passwd.
const Account somebody{"nobody", 54321, 54321};

class OtherUsers : public CliTest {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root may become another user";
  }

  static ProcessResult sh(const std::string& script, const Account& account) {
    return run({.arguments = {"/bin/sh", "-c", script}, .directory = "/", .account = account});
  }
  server::ServerOptions listening() const {
    auto chosen = options();
    chosen.listen = true;
    return chosen;
  }
};

TEST_F(OtherUsers, NeitherLookIntoARunNorLogIn) {
  server::DisposableServer server(listening());
  const auto database = server.create();
  const auto address = postgres::ConnectionString::parse(database->url());
  const std::string place = only_run_directory().string();
  const std::string port = address.get("port").value_or("");
  ASSERT_EQ(sh("test -d " + place, somebody).exit_code, 0) << "it can be seen that there is one";
  for (const std::string& attempt :
       {"ls " + place, "cat " + place + "/log", "echo x > " + place + "/kept",
        "psql -Atc 'SELECT 1' -U postgres -d postgres -h " + place + " -p " + port}) {
    const auto result = sh(attempt, somebody);
    EXPECT_NE(result.exit_code, 0) << attempt << result.out;
    EXPECT_THAT(result.err, HasSubstr("Permission denied")) << attempt;
  }
  const auto over_tcp =
      sh("psql -w -Atc 'SELECT 1' -U postgres -d postgres -h 127.0.0.1 -p " + port, somebody);
  EXPECT_NE(over_tcp.exit_code, 0);
  EXPECT_THAT(over_tcp.err, HasSubstr("no password supplied"));
}

TEST_F(OtherUsers, SeeNoPasswordAmongTheProgramsThatRun) {
  write("pgstair.toml",
        "listen = \"tcp\"\n[commands]\nlist = \"echo 1\"\n"
        "upgrade = \"ps -eo args > seen; true {revision}; printenv PGPASSWORD > password\"\n"
        "downgrade = \"true {revision}\"\n");
  const auto result = pgstair({"verify", folder().string()});
  ASSERT_LE(result.exit_code, 1) << result.out << result.err;
  const std::string password(trim(read_file(folder() / "password")));
  ASSERT_EQ(password.size(), 32U);
  EXPECT_THAT(read_file(folder() / "seen"), HasSubstr("postgres"));
  EXPECT_THAT(read_file(folder() / "seen"), Not(HasSubstr(password)));
}

TEST_F(OtherUsers, AreWhomAChainOfRootsRunsAs) {
  const auto secret = write("secret", "of root");
  fs::permissions(secret, fs::perms{0600});
  const std::string file = secret.string();
  std::string script = "CREATE TABLE t (line text);\n";
  for (const std::string& attempt :
       {"COPY t FROM '" + file + "'", "COPY t FROM PROGRAM 'cat " + file + "'",
        "COPY t TO '" + (folder() / "planted").string() + "'",
        std::string("COPY t TO PROGRAM 'kill -0 1'")}) {
    script += "DO $d$ BEGIN EXECUTE $x$" + attempt +
              "$x$; RAISE 'reached'; EXCEPTION WHEN "
              "insufficient_privilege OR external_routine_exception THEN END $d$;\n";
  }
  script += "COPY t FROM PROGRAM 'id -un';\nDO $$ BEGIN IF EXISTS (SELECT FROM t WHERE line <> '" +
            server::server_account()->name + "') THEN RAISE 'somebody else'; END IF; END $$;\n";
  write("chain/1_a.sql", "-- migrate:up\n" + script + "-- migrate:down\nDROP TABLE t;\n");
  const auto result = pgstair({"verify", (folder() / "chain").string()});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_FALSE(fs::exists(folder() / "planted"));
}

/// What is cached is copied, and binaries that are there are run, by root.
TEST_F(OtherUsers, OfServersCannotChangeTheCache) {
  const auto cache = folder() / "cache";
  const server::ScopedVariable variable("PGSTAIR_CACHE", cache.string());
  { const server::DisposableServer server(options()); }
  const auto account = server::server_account().value();
  const auto found = sh("find " + cache.string() + " -writable -o -name PG_VERSION", account);
  EXPECT_EQ(found.out, "");
  EXPECT_THAT(found.err, HasSubstr("Permission denied")) << "the cluster is closed to it";
  { const server::DisposableServer from_cache(options()); }
}

TEST_F(OtherUsers, HaveNothingReapedThatIsNotARunOfOurs) {
  fs::permissions(place(), fs::perms{01777});
  const server::DisposableServer living(options());
  const auto theirs = place() / (server::run_directory_prefix() + "0123456789ab");
  const std::string make = "mkdir -m 700 " + theirs.string() + " && touch " + theirs.string() +
                           "/lock && ln -s " + (only_run_directory() / "data").string() + " " +
                           theirs.string() + "/data";
  ASSERT_EQ(sh(make, somebody).exit_code, 0);
  server::reap_dead_runs();
  EXPECT_TRUE(fs::exists(theirs));
  EXPECT_EQ(server::find_left_runs().size(), 0U);
}

}  // namespace
}  // namespace pgstair::cli

// SPDX-License-Identifier: MIT
#include "server/disposable_server.h"
#include "server/account.h"
#include "server/reaper.h"
#include "server/run_directory.h"

#include <thread>

#include "postgres/session.h"
#include "server_test.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::server {
namespace {

using postgres::Session;

class Disposable : public ServerTest {};

std::string answer(const postgres::ScratchDatabase& database, const std::string& sql) {
  return Session(database.conninfo()).execute(sql).text(0, 0);
}

TEST_F(Disposable, IsReadyWhenConstructedAndLeavesNothingBehind) {
  pid_t postmaster = 0;
  {
    DisposableServer server(options());
    const auto database = server.create();
    EXPECT_EQ(answer(*database, "SELECT current_database()"), database->name());
    postmaster = postmaster_of(only_run_directory());
    EXPECT_TRUE(is_alive(postmaster));
  }
  EXPECT_FALSE(is_alive(postmaster));
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Disposable, LeavesNothingBehindWhenASessionIsBusy) {
  {
    DisposableServer server(options());
    const auto database = server.create();
    Session idle_in_transaction(database->conninfo());
    idle_in_transaction.execute("BEGIN; CREATE TABLE t ()");
  }
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Disposable, ListensOnNoPort) {
  DisposableServer server(options());
  EXPECT_EQ(answer(*server.create(), "SHOW listen_addresses"), "");
}

TEST_F(Disposable, ReportsTheVersionOfItsInstallation) {
  DisposableServer server(options());
  EXPECT_TRUE(answer(*server.create(), "SHOW server_version").starts_with(server.version()));
}

TEST_F(Disposable, RunsSeveralAtOnceInOneProcess) {
  DisposableServer first(options());
  {
    DisposableServer second(options());
    EXPECT_EQ(content(place()).size(), 2u);
    EXPECT_EQ(answer(*second.create(), "SELECT 2"), "2");
  }
  EXPECT_EQ(answer(*first.create(), "SELECT 1"), "1");
  EXPECT_EQ(content(place()).size(), 1u);
}

TEST_F(Disposable, AllowsWhatMigrationsAskOfAServer) {
  DisposableServer server(options());
  const auto database = server.create();
  Session session(database->conninfo());
  session.execute("CREATE PUBLICATION p FOR ALL TABLES");
  EXPECT_EQ(answer(*database, "SHOW wal_level"), "logical") << "CREATE PUBLICATION warns below it";
  session.execute(
      "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)");
  session.execute("BEGIN; CREATE TABLE t (); PREPARE TRANSACTION 'two'");
  session.execute("COMMIT PREPARED 'two'");
  session.execute("ALTER SUBSCRIPTION s SET (slot_name = NONE); DROP SUBSCRIPTION s");
}

TEST_F(Disposable, CreatesUtf8DatabasesInTheCLocale) {
  DisposableServer server(options());
  EXPECT_EQ(answer(*server.create(),
                   "SELECT pg_encoding_to_char(encoding) || ' ' || datcollate FROM pg_database "
                   "WHERE datname = current_database()"),
            "UTF8 C.UTF-8");
}

TEST_F(Disposable, ClonesADatabaseThatThenGoesItsOwnWay) {
  DisposableServer server(options());
  const auto original = server.create();
  Session(original->conninfo()).execute("CREATE TABLE t AS SELECT 41 AS x");
  const auto clone = server.clone(*original);
  Session(clone->conninfo()).execute("UPDATE t SET x = x + 1");
  EXPECT_EQ(answer(*clone, "SELECT x FROM t"), "42");
  EXPECT_EQ(answer(*original, "SELECT x FROM t"), "41");
}

TEST_F(Disposable, DropsADatabaseWithItsObjectThoughASessionIsOnIt) {
  DisposableServer server(options());
  const auto witness = server.create();
  auto database = server.create();
  Session session(database->conninfo());
  const std::string name = database->name();
  database.reset();
  EXPECT_EQ(answer(*witness, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"),
            "0");
}

TEST_F(Disposable, ADatabaseMayOutliveItsServer) {
  auto server = std::make_unique<DisposableServer>(options());
  const auto database = server->create();
  server.reset();
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Disposable, OffersTheSameDatabaseAsAUrl) {
  DisposableServer server(options());
  const auto database = server.create();
  EXPECT_EQ(Session(database->url()).execute("SELECT current_database()").text(0, 0),
            database->name());
}

TEST_F(Disposable, CannotBeMisledByTheEnvironment) {
  const ScopedVariable host("PGHOST", "/nonexistent");
  const ScopedVariable port("PGPORT", "1");
  const ScopedVariable user("PGUSER", "nobody-at-all");
  const ScopedVariable data("PGDATA", "/nonexistent");
  const ScopedVariable language("LC_ALL", "xx_YY.UTF-8");
  DisposableServer server(options());
  EXPECT_EQ(answer(*server.create(), "SELECT current_user"), "postgres");
}

TEST_F(Disposable, CleansUpAfterAServerThatCrashed) {
  {
    DisposableServer server(options());
    const auto database = server.create();
    ::kill(postmaster_of(only_run_directory()), SIGKILL);
    EXPECT_THROW(for (int i = 0; i < 1000; ++i) server.create(), EnvironmentError);
  }
  EXPECT_TRUE(content(place()).empty());
}

TEST_F(Disposable, KeepsAServerThatOutlivesTheRunUntilItIsStopped) {
  ServerOptions keep = options();
  keep.keep = true;
  std::string psql;
  {
    DisposableServer server(keep);
    const auto database = server.create();
    psql = server.psql_command(database->name());
  }
  const auto kept = only_run_directory();
  const pid_t postmaster = postmaster_of(kept);
  EXPECT_TRUE(is_alive(postmaster));
  { DisposableServer another(options()); }
  ASSERT_EQ(content(place()).size(), 1u) << "the next run reaped a kept server";
  const auto result = run({.arguments = {"sh", "-c", psql + " -Atc 'SELECT 40 + 2'"}});
  EXPECT_EQ(trim(result.out), "42") << result.err;

  ::kill(postmaster, SIGQUIT);
  ASSERT_TRUE(eventually([&] { return !is_alive(postmaster); }));
  { DisposableServer another(options()); }
  EXPECT_TRUE(content(place()).empty()) << "a kept server that was stopped is nobody's any more";
}

TEST_F(Disposable, FollowsNoLinkThatAScriptHasPutIntoItsDirectory) {
  const TempDir elsewhere = open_directory();
  const auto target = elsewhere.path() / "precious";
  std::ofstream(target) << "as it was";
  ServerOptions keep = options();
  keep.keep = true;
  {
    DisposableServer server(keep);
    const auto database = server.create();
    postgres::Session(database->conninfo())
        .execute("COPY (SELECT 1) TO PROGRAM 'ln -s " + target.string() + " ../kept'");
    ASSERT_TRUE(std::filesystem::is_symlink(only_run_directory() / "kept"));
  }
  std::string content_now;
  std::getline(std::ifstream(target) >> std::ws, content_now);
  EXPECT_EQ(content_now, "as it was");
  EXPECT_TRUE(std::filesystem::is_regular_file(only_run_directory() / "kept"));
  ::kill(postmaster_of(only_run_directory()), SIGQUIT);
}

TEST_F(Disposable, ReapsNoOtherServerThatADeadRunsDirectoryLeadsTo) {
  const DisposableServer living(options());
  const auto data = only_run_directory() / "data";
  const pid_t postmaster = postmaster_of(only_run_directory());
  const auto dead = place() / (run_directory_prefix() + "0123456789ab");
  std::filesystem::create_directory(dead);
  std::filesystem::permissions(dead, std::filesystem::perms{0700});
  std::ofstream(dead / "lock");
  std::filesystem::create_symlink(data, dead / "data");
  reap_dead_runs();
  EXPECT_FALSE(std::filesystem::exists(dead));
  EXPECT_TRUE(is_alive(postmaster));
  EXPECT_TRUE(std::filesystem::exists(data / "postmaster.pid"));
}

class Killed : public ServerTest, public testing::WithParamInterface<int> {};

TEST_P(Killed, LeavesNeitherServerNorDirectory) {
  Victim victim([&](const auto& wait) {
    DisposableServer server(options());
    wait();
  });
  ASSERT_TRUE(victim.was_ready());
  const pid_t postmaster = postmaster_of(only_run_directory());
  ASSERT_TRUE(is_alive(postmaster));
  victim.kill(GetParam());
  EXPECT_TRUE(eventually([&] { return content(place()).empty(); }));
  EXPECT_TRUE(eventually([&] { return !is_alive(postmaster); }));
}

TEST_P(Killed, BeforeItHasAWatchdogLeavesNoDirectory) {
  Victim victim([&](const auto& wait) {
    const RunDirectory run = make_run_directory(1, server_account());
    std::filesystem::create_directory(run.data());
    wait();
  });
  ASSERT_TRUE(victim.was_ready());
  ASSERT_FALSE(only_run_directory().empty());
  victim.kill(GetParam());
  EXPECT_TRUE(eventually([&] { return content(place()).empty(); }));
}

INSTANTIATE_TEST_SUITE_P(BySignal, Killed, testing::Values(SIGKILL, SIGTERM, SIGINT, SIGHUP),
                         [](const auto& info) { return std::string(::sigabbrev_np(info.param)); });

pid_t parent_of(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  std::string word;
  while (status >> word) {
    if (word == "PPid:") break;
  }
  pid_t parent = 0;
  status >> parent;
  return parent;
}

TEST_F(Disposable, ReapsTheServerOfARunThatWasKilledTogetherWithItsWatchdog) {
  Victim victim([&](const auto& wait) {
    DisposableServer server(options());
    wait();
  });
  ASSERT_TRUE(victim.was_ready());
  const auto left = only_run_directory();
  const pid_t postmaster = postmaster_of(left);
  const pid_t watchdog = parent_of(postmaster);
  ::kill(watchdog, SIGKILL);
  victim.kill(SIGKILL);
  // A process that dies lets go of its locks before its children get another parent.
  ASSERT_TRUE(eventually([&] { return parent_of(postmaster) != watchdog; }));
  ASSERT_TRUE(is_alive(postmaster));
  ASSERT_TRUE(std::filesystem::exists(left));

  const DisposableServer next(options());
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(eventually([&] { return !is_alive(postmaster); }));
}

TEST_F(Disposable, StopsItsServerItselfWhenTheWatchdogWasKilled) {
  pid_t postmaster = 0;
  {
    DisposableServer server(options());
    postmaster = postmaster_of(only_run_directory());
    ::kill(parent_of(postmaster), SIGKILL);
  }
  EXPECT_TRUE(content(place()).empty());
  EXPECT_TRUE(eventually([&] { return !is_alive(postmaster); }));
}

TEST_F(Disposable, ReapsNeitherALivingRunNorAnythingElse) {
  const auto bystander = place() / "pgstair-notes";
  std::filesystem::create_directory(bystander);
  const DisposableServer living(options());
  { DisposableServer next(options()); }
  EXPECT_EQ(content(place()).size(), 2u);
  EXPECT_TRUE(std::filesystem::exists(bystander));
}

}  // namespace
}  // namespace pgstair::server
